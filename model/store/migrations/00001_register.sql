-- +goose Up

create table register (
	one          integer primary key check (one = 1),
	id           text    not null,
	municipality text    not null,
	created      text    not null,
	-- counts the transactions that changed a citizen, so that an index kept in
	-- memory knows when it is old
	citizens_changed integer not null default 0
) strict;

create table team (
	id   text primary key,
	name text not null unique
) strict, without rowid;

create table app_user (
	initials  text    primary key,
	name      text    not null,
	all_teams integer not null check (all_teams in (0, 1)),
	active    integer not null check (active in (0, 1)),
	revision  integer not null default 1
) strict, without rowid;

create table user_role (
	initials text not null references app_user (initials) on delete cascade,
	role     text not null check (role in ('caseworker', 'team_leader', 'administrator')),
	primary key (initials, role)
) strict, without rowid;

create table user_team (
	initials text not null references app_user (initials) on delete cascade,
	team_id  text not null references team (id) on delete cascade,
	primary key (initials, team_id)
) strict, without rowid;

create table target_group (
	code       text    primary key,
	position   integer not null,
	name_da    text    not null,
	name_en    text    not null,
	synonyms   text    not null, -- a JSON array
	law        text    not null,
	valid_from text,
	valid_to   text,
	revision   integer not null default 1
) strict, without rowid;

create table activity_type (
	code       text    primary key,
	position   integer not null,
	name_da    text    not null,
	name_en    text    not null,
	synonyms   text    not null,
	short_da   text    not null,
	short_en   text    not null,
	grouping   text    not null check (grouping in ('company', 'other', 'neutral')),
	lane       text    not null check (lane in ('company', 'other', 'ordinary', 'neutral')),
	bip        text    not null,
	dst        text    not null,
	law        text    not null,
	valid_from text,
	valid_to   text,
	revision   integer not null default 1
) strict, without rowid;

create table outcome_kind (
	code       text    primary key,
	position   integer not null,
	name_da    text    not null,
	name_en    text    not null,
	synonyms   text    not null,
	role       text    not null check (role in ('job', 'flexjob', 'education', 'exit')),
	valid_from text,
	valid_to   text,
	revision   integer not null default 1
) strict, without rowid;

create table end_reason (
	code       text    primary key,
	position   integer not null,
	name_da    text    not null,
	name_en    text    not null,
	synonyms   text    not null,
	valid_from text,
	valid_to   text,
	revision   integer not null default 1
) strict, without rowid;

create table mode (
	code       text    primary key,
	position   integer not null,
	name_da    text    not null,
	name_en    text    not null,
	synonyms   text    not null,
	valid_from text,
	valid_to   text,
	revision   integer not null default 1
) strict, without rowid;

create table instrument (
	key        text primary key, -- code and version: PROG-20/1.0
	code       text not null,
	version    text not null,
	valid_from text,
	valid_to   text,
	definition text not null,    -- the instrument file, JSON
	unique (code, version)
) strict, without rowid;

create table citizen (
	id           text    primary key,
	case_number  text    not null unique,
	cpr          text    unique,
	name         text    not null,
	sort_key     blob    not null, -- Danish order of the name
	target_group text    not null references target_group (code),
	caseworker   text    not null, -- initials, '' where nobody has the case
	team_id      text    not null references team (id),
	opened       text,
	closed       text,
	close_reason text    not null,
	source       text    not null check (source in ('entry', 'import')), -- of the last change
	revision     integer not null default 1
) strict, without rowid;

create index citizen_by_name on citizen (sort_key, team_id, caseworker, closed, target_group);
create index citizen_by_team on citizen (team_id, closed, target_group);
create index citizen_by_caseworker on citizen (caseworker, closed, target_group);

create table cpr_history (
	id         text primary key,
	citizen_id text not null references citizen (id) on delete cascade,
	old_cpr    text,
	new_cpr    text,
	changed_by text not null,
	changed_at text not null
) strict, without rowid;

create index cpr_history_by_citizen on cpr_history (citizen_id);

create table assessment (
	id         text    primary key,
	citizen_id text    not null references citizen (id) on delete cascade,
	instrument text    not null references instrument (key),
	date       text    not null, -- of the conversation
	respondent text    not null check (respondent in ('citizen', 'caseworker')),
	rater      text    not null,
	mode       text    not null,
	kind       text    not null check (kind in ('baseline', 'ordinary', 'exit', 'extra', 'retest')),
	status     text    not null check (status in ('draft', 'complete', 'verified')),
	note       text    not null,
	entered_by text    not null,
	entered_at text    not null,
	second_by  text    not null default '',
	second_at  text    not null default '',
	revision   integer not null default 1
) strict, without rowid;

create index assessment_by_citizen on assessment (citizen_id, date, respondent);

create table answer (
	assessment_id text not null references assessment (id) on delete cascade,
	item          text not null,
	value         integer,
	missing       integer check (missing < 0),
	primary key (assessment_id, item),
	check ((value is null) <> (missing is null))
) strict, without rowid;

create table answer_history (
	id            text primary key,
	assessment_id text not null references assessment (id) on delete cascade,
	item          text not null,
	old_value     integer,
	old_missing   integer,
	new_value     integer,
	new_missing   integer,
	changed_by    text not null,
	changed_at    text not null,
	reason        text not null
) strict, without rowid;

create index answer_history_by_assessment on answer_history (assessment_id, item);

create table activity (
	id         text    primary key,
	citizen_id text    not null references citizen (id) on delete cascade,
	type       text    not null references activity_type (code),
	start_date text    not null,
	end_date   text    check (end_date >= start_date),
	minutes    integer not null check (minutes >= 0), -- a week, 0 where not stated
	provider   text    not null,
	planned    integer not null check (planned in (0, 1)),
	end_reason text    not null,
	source     text    not null check (source in ('entry', 'import', 'register')),
	revision   integer not null default 1
) strict, without rowid;

create index activity_by_citizen on activity (citizen_id, start_date);

create table outcome (
	id         text primary key,
	citizen_id text not null references citizen (id) on delete cascade,
	date       text not null,
	kind       text not null references outcome_kind (code),
	unique (citizen_id, date, kind)
) strict, without rowid;

create table event (
	id         text primary key,
	citizen_id text not null references citizen (id) on delete cascade,
	date       text not null,
	kind       text not null check (kind in ('caseworker', 'target_group', 'contact')),
	old_value  text not null,
	new_value  text not null
) strict, without rowid;

create index event_by_citizen on event (citizen_id, date);

-- Rows of imports that a person must decide. The register keeps what it had.
create table conflict (
	id          text primary key,
	fingerprint text not null unique, -- of file kind, row and reason
	citizen_id  text references citizen (id) on delete cascade,
	file        text not null,
	line        integer not null,
	column_name text not null,
	value       text not null,
	reason      text not null,
	found_at    text not null,
	resolved_by text not null default '',
	resolved_at text not null default ''
) strict, without rowid;

create index conflict_by_citizen on conflict (citizen_id);

-- Append-only. Each line has the hash of the one before it, so that a removed or
-- changed line is detected.
create table access_log (
	seq        integer primary key,
	at         text not null,
	initials   text not null,
	role       text not null,
	action     text not null,
	citizen_id text, -- no foreign key: the line outlives the citizen
	purpose    text not null,
	detail     text not null,
	previous   blob not null,
	hash       blob not null
) strict;

create index access_log_by_citizen on access_log (citizen_id, seq);

-- +goose StatementBegin
create trigger access_log_stays before update on access_log
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger access_log_keeps before delete on access_log
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd
