-- Entries that were spread from one of another register, and whose that is.

alter table entries add column origin uuid;
alter table entries add column giver text;

create index entries_of_origin on entries (origin, authority, number) where origin is not null;
