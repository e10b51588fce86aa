-- Whom the journal names, to choose from. All of it comes from the journal, which is followed for it; it can be made anew at any time.
create table officials (
  authority text    not null,
  name_key  text    not null, -- the name in upper case, with one space where there is white space
  subject   text    not null, -- of the token; empty where only a paper names the person
  role      text    not null, -- as tokens spell it
  is_open   integer not null, -- 1: by lines of registered drafts and of profiles; 0: by those of drafts that not all may know of
  name      text    not null,
  unit      text,
  unit_key  text,             -- the unit as the name
  position  text,
  seen_at   bigint  not null, -- the latest line
  primary key (authority, name_key, subject, role, is_open)
);
