-- What a node writes to learn whether it can; nothing stays in it.
create table write_attempts (
  node   text  not null primary key,
  filler bytea not null
);
