-- The oldest term that is watched, which the telemetry of every node asks for.

create index entries_oldest_watched on entries (watch_at) where watch_at is not null and not closed;
