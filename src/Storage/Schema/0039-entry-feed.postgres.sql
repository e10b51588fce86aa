-- Feeds follow the lines of entries as those of drafts. What was written before stands in no feed.

alter table entry_lines add column transaction xid8; -- with subject and line the position that feeds follow
alter table entry_lines alter column transaction set default pg_current_xact_id();

create index entry_lines_position on entry_lines (transaction) where transaction is not null;
