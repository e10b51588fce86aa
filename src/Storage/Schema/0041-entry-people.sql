-- Whom the desk offers as responsible.

create index entries_people on entries (authority, closed, responsible, responsible_name) where responsible is not null;
