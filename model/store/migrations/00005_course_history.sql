-- +goose Up

-- Activities, outcomes and events that were entered, changed or removed by hand:
-- the row before and after, as JSON, '' where there was none.
create table course_history (
	id         text primary key,
	citizen_id text not null references citizen (id) on delete cascade,
	what       text not null check (what in ('activity', 'outcome', 'event')),
	row_id     text not null,
	before     text not null,
	after      text not null,
	changed_by text not null,
	changed_at text not null
) strict, without rowid;

create index course_history_by_citizen on course_history (citizen_id, changed_at);
