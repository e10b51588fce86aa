-- What officials have to do about hits of declarations, and until when. Both follow from the journal of the control.
-- The same columns stand in 0033-check-tasks.postgres.sql.

alter table control_hits add column open_measures integer not null default 0; -- that wait for an entry
alter table control_hits add column due_at integer;                             -- none where the hit waits for nothing

create index control_hits_due on control_hits (due_at, subject, place) where due_at is not null;
create index control_hits_due_at_authority on control_hits (control_authority, due_at, subject, place) where due_at is not null;
