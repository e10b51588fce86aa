-- When what is kept apart of an entry is to be removed. Those that had ended before are looked at once.

alter table entries add column kept_until integer;

update entries set kept_until = 0 where ended;

create index entries_over_kept on entries (kept_until) where kept_until is not null;
