-- Entries that wait for somebody to take them on, in the order of tasks.

create index entries_unassigned on entries (authority, coalesce(due_at, 9223372036854775807), id) where responsible is null and not ended;
