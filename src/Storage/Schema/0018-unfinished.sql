-- What people have begun to fill in and not sent. It is nobody else's, is no part of the journal, and is deleted some time after it was last kept.
create table unfinished (
  authority text    not null,
  subject   text    not null, -- of the token
  form      text    not null, -- chosen by the client
  draft     text,             -- the draft that it is about
  seen      text,             -- the tag of it that was seen
  title     text,
  input     text    not null, -- JSON as it was typed
  bytes     integer not null, -- of the input
  tag       integer not null, -- follows from all that is kept
  kept_at   bigint  not null,
  primary key (authority, subject, form)
);

create index unfinished_by_age on unfinished (kept_at);
