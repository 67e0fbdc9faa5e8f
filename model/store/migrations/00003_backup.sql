-- +goose Up

-- Set when a user who had the data key has left, until the key is rotated.
alter table register add column key_rotation_due integer not null default 0 check (key_rotation_due in (0, 1));

-- Where backups are kept; '' is in the register's folder.
alter table register add column backup_folder text not null default '';
