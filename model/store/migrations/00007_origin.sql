-- +goose Up

-- The register that this one was restored or copied from; '' for one that was
-- created. Its own id is new then, so that each has its own line of backups.
alter table register add column origin text not null default '';
alter table register add column origin_backup text not null default ''; -- when the restored backup was made
alter table register add column origin_at text not null default '';

-- Host and folder from which backups are made, '' before the first. Where they are
-- others now, the register was moved or copied.
alter table register add column place_host text not null default '';
alter table register add column place_folder text not null default '';

-- Manifests of backups that were found authentic before a rotation of the data key.
create table known_backup (
	digest   blob primary key,
	noted_at text not null
) strict, without rowid;
