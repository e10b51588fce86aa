-- One index where there were three, for each registration to write: the terms that are watched, those that an older calendar counted, and the oldest of all.
create index entries_watched on entries (authority, calendar_revision, watch_at, closed) where due_at is not null;

drop index entries_to_watch;
drop index entries_counted;
drop index entries_oldest_watched;
