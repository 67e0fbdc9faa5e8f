-- +goose Up

-- A user is never deleted, as the log has the initials. One who has left is
-- inactive.

-- +goose StatementBegin
create trigger app_user_stays before delete on app_user
begin
	select raise(abort, 'a user is never deleted');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger app_user_keeps_initials before update of initials on app_user when old.initials <> new.initials
begin
	select raise(abort, 'initials never change');
end;
-- +goose StatementEnd

-- Changes of master data, without the CPR number, which has a history of its own.
create table citizen_history (
	id         text primary key,
	citizen_id text not null references citizen (id) on delete cascade,
	field      text not null check (field in ('case_number', 'name', 'target_group', 'caseworker', 'team',
		'opened', 'closed', 'close_reason')),
	old_value  text not null,
	new_value  text not null,
	changed_by text not null,
	changed_at text not null,
	reason     text not null
) strict, without rowid;

create index citizen_history_by_citizen on citizen_history (citizen_id);

alter table cpr_history add column reason text not null default '';

-- How many days after a case is closed its citizen is due for deletion. Without a
-- rule no citizen is.
create table retention_rule (
	close_reason text    primary key, -- '' for every reason that has no rule of its own
	days         integer not null check (days > 0)
) strict, without rowid;

create table deletion_proposal (
	id          text primary key,
	citizen_id  text not null references citizen (id) on delete cascade,
	ground      text not null check (ground in ('retention', 'archived', 'consent', 'request', 'mistake')),
	state       text not null, -- digest of the ids and revisions of all that was to be deleted
	proposed_by text not null,
	proposed_at text not null,
	rejected_by text not null default '',
	rejected_at text not null default '',
	why         text not null default ''
) strict, without rowid;

create index deletion_proposal_by_citizen on deletion_proposal (citizen_id);
create unique index deletion_proposal_open on deletion_proposal (citizen_id) where rejected_at = '';

-- Deletions of citizens, without data that identifies them. The id is that of the
-- log's lines, and shows what to delete again in a restored backup.
create table deletion_protocol (
	id          text primary key,
	citizen_id  text not null unique, -- no foreign key: there is no such citizen any more
	ground      text not null,
	rule        text not null, -- close reason of the rule, '' for the default or for none
	rule_days   integer,       -- null where no rule was the ground
	closed      text,          -- when the case was closed
	proposed_by text not null,
	proposed_at text not null,
	approved_by text not null,
	approved_at text not null
) strict, without rowid;

create table deletion_count (
	protocol_id  text    not null references deletion_protocol (id),
	table_name   text    not null,
	rows_deleted integer not null,
	primary key (protocol_id, table_name)
) strict, without rowid;

-- +goose StatementBegin
create trigger deletion_protocol_stays before update on deletion_protocol
begin
	select raise(abort, 'the protocol is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger deletion_protocol_keeps before delete on deletion_protocol
begin
	select raise(abort, 'the protocol is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger deletion_count_stays before update on deletion_count
begin
	select raise(abort, 'the protocol is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger deletion_count_keeps before delete on deletion_count
begin
	select raise(abort, 'the protocol is append-only');
end;
-- +goose StatementEnd

-- For how many months lines of the access log are kept. Without a row there is no
-- purge.
create table log_rule (
	one    integer primary key check (one = 1),
	months integer not null check (months > 0)
) strict;

-- The last line that a purge removed, with its hash, which the first remaining line
-- has as the previous one.
create table log_anchor (
	seq   integer primary key,
	hash  blob    not null,
	lines integer not null check (lines > 0), -- that were removed
	at    text    not null,
	by    text    not null
) strict;

-- Typed text, a search or the name of a file, may identify a citizen. The line of
-- the log has a digest of text and salt, so that the text can be erased and the
-- chain still be verified.
create table access_log_words (
	seq   integer primary key references access_log (seq),
	salt  blob not null,
	words text not null
) strict;

-- Lines with an erased text, and the line of the deletion that erased it.
create table log_forgotten (
	seq    integer primary key references access_log (seq),
	by_seq integer not null
) strict;

-- The access log as it is read: with typed text that has not been erased.
create view access_log_line as
	select l.seq, l.at, l.initials, l.role, l.action, l.citizen_id, l.purpose,
		case when w.seq is not null then w.words when f.seq is not null then '' else l.detail end as detail,
		f.seq is not null as forgotten
	from access_log l
	left join access_log_words w on w.seq = l.seq
	left join log_forgotten f on f.seq = l.seq;

create index access_log_by_time on access_log (at);

drop trigger access_log_keeps;

-- +goose StatementBegin
create trigger access_log_keeps before delete on access_log
when old.seq > (select coalesce(max(seq), 0) from log_anchor)
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd

-- An anchor is an existing line, later than the anchor before it, and a line that
-- remains records its purge.

-- +goose StatementBegin
create trigger log_anchor_rises before insert on log_anchor
when new.seq <= (select coalesce(max(seq), 0) from log_anchor)
	or not exists (select 1 from access_log where seq = new.seq and hash = new.hash)
	or not exists (select 1 from access_log where seq > new.seq and action = 'purge'
		and detail = 'through ' || new.seq || ' ' || lower(hex(new.hash)))
begin
	select raise(abort, 'no line of the access log tells of that purge');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger log_anchor_stays before update on log_anchor
begin
	select raise(abort, 'the anchors are append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger log_anchor_keeps before delete on log_anchor
begin
	select raise(abort, 'the anchors are append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger access_log_words_stay before update on access_log_words
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger access_log_words_keep before delete on access_log_words
when old.seq > (select coalesce(max(seq), 0) from log_anchor)
	and not exists (select 1 from log_forgotten f where f.seq = old.seq)
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger log_forgotten_by_deletion before insert on log_forgotten
when not exists (select 1 from access_log l where l.seq = new.by_seq and l.seq > new.seq and l.action = 'delete')
begin
	select raise(abort, 'no line of the access log tells of that deletion');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger log_forgotten_stays before update on log_forgotten
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger log_forgotten_keeps before delete on log_forgotten
when old.seq > (select coalesce(max(seq), 0) from log_anchor)
begin
	select raise(abort, 'the access log is append-only');
end;
-- +goose StatementEnd
