-- +goose Up

-- Whether the citizen was there when the questionnaire was filled in; '' where
-- nobody has said.
alter table assessment add column presence text not null default '' check (presence in ('', 'present', 'absent'));

-- Set when earlier answers were shown during the entry.
alter table assessment add column earlier_shown integer not null default 0 check (earlier_shown in (0, 1));

-- The same paper, entered again by another user on a clean sheet.
create table second_entry (
	assessment_id text primary key references assessment (id) on delete cascade,
	entered_by    text not null,
	begun_at      text not null,
	done_at       text not null default ''
) strict, without rowid;

create table second_answer (
	assessment_id text not null references second_entry (assessment_id) on delete cascade,
	item          text not null,
	value         integer,
	missing       integer check (missing < 0),
	primary key (assessment_id, item),
	check ((value is null) <> (missing is null))
) strict, without rowid;

-- A next measurement that was put off or brought forward. The latest counts,
-- until there is a later measurement than it was moved after.
create table due_move (
	id         text primary key,
	citizen_id text not null references citizen (id) on delete cascade,
	after      text not null, -- date of the measurement that it follows; '' before the first
	due        text not null,
	reason     text not null,
	moved_by   text not null,
	moved_at   text not null
) strict, without rowid;

create index due_move_by_citizen on due_move (citizen_id, moved_at);

-- How raters score the same invented cases.
create table calibration (
	id       text    primary key,
	vignette text    not null,
	rater    text    not null,
	item     text    not null,
	value    integer not null,
	rated_at text    not null,
	unique (vignette, rater, item)
) strict, without rowid;
