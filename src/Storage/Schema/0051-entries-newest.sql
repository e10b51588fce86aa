-- The newest entries of all registers, which a search for frequent words goes through.

create index entries_newest_of_all on entries (registered_at, id);
