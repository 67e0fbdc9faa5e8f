-- +goose Up

-- The role of an IT department's scheduled jobs: backup, verification and import.
create table user_role_new (
	initials text not null references app_user (initials) on delete cascade,
	role     text not null check (role in ('caseworker', 'team_leader', 'administrator', 'operations')),
	primary key (initials, role)
) strict, without rowid;
insert into user_role_new select initials, role from user_role;
drop table user_role;
alter table user_role_new rename to user_role;

-- Who set the user's passphrase, until the user has replaced it: initials, or
-- 'recovery' for the recovery key; '' where the user chose it.
alter table app_user add column passphrase_set_by text not null default '';

-- The history of rights. A right that is given waits until another administrator
-- confirms it; 'alone' is one that nobody else could confirm.
create table user_right (
	id         text primary key,
	initials   text not null references app_user (initials) deferrable initially deferred,
	kind       text not null check (kind in ('role', 'team', 'all_teams')),
	value      text not null, -- the role or the team's name
	change     text not null check (change in ('given', 'taken')),
	changed_by text not null,
	changed_at text not null,
	state      text not null check (state in ('waiting', 'confirmed', 'withdrawn', 'alone', 'done')),
	decided_by text not null default '',
	decided_at text not null default '',
	seen_by    text not null default '' -- administrators who were shown one that was given alone, each between commas
) strict, without rowid;

create index user_right_by_user on user_right (initials, changed_at);
create unique index user_right_waiting on user_right (initials, kind, value) where state = 'waiting';

-- A small number for each citizen, for the sets below. No foreign key: the number
-- outlives the citizen, like the id in the access log.
create table citizen_number (
	number     integer primary key,
	citizen_id text    not null unique
) strict;

insert into citizen_number (citizen_id) select id from citizen order by id;

-- +goose StatementBegin
create trigger citizen_gets_number after insert on citizen
begin
	insert into citizen_number (citizen_id) values (new.id) on conflict do nothing;
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger citizen_number_stays before update on citizen_number
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger citizen_number_keeps before delete on citizen_number
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd

-- Sets of citizens that lists, exports and imports were about. Equal sets are
-- stored once.
create table citizen_set (
	id      integer primary key,
	digest  text    not null unique, -- of the sorted ids; the detail of the line has it
	size    integer not null check (size > 0),
	members blob    not null         -- the numbers, as runs
) strict;

create table access_log_set (
	seq    integer primary key references access_log (seq),
	set_id integer not null references citizen_set (id)
) strict;

create index access_log_set_by_set on access_log_set (set_id, seq);

-- +goose StatementBegin
create trigger citizen_set_stays before update on citizen_set
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger citizen_set_keeps before delete on citizen_set
when exists (select 1 from access_log_set where set_id = old.id)
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger access_log_set_stays before update on access_log_set
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger access_log_set_keeps before delete on access_log_set
when old.seq > (select coalesce(max(seq), 0) from log_anchor)
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd
