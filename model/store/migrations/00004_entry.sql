-- +goose Up

-- Whether the citizen was present when the assessment was filled in; '' where it is
-- unknown.
alter table assessment add column presence text not null default '' check (presence in ('', 'present', 'absent'));

-- Set when earlier answers were shown during the entry.
alter table assessment add column earlier_shown integer not null default 0 check (earlier_shown in (0, 1));

-- Second entries: the same paper typed by another user.
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

-- Changes of the due day of the next measurement. The latest applies until there is
-- a later measurement than the one it follows.
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

-- Scores of vignettes, by rater.
create table calibration (
	id       text    primary key,
	vignette text    not null,
	rater    text    not null,
	item     text    not null,
	value    integer not null,
	rated_at text    not null,
	unique (vignette, rater, item)
) strict, without rowid;
