-- The full-text index, in a file of its own. Everything in it comes from the journal.

create table if not exists place (
  id       integer not null primary key check (id = 1),
  position integer not null,
  hash     blob    not null  -- of the line at this position, to know the journal again
) strict;

insert or ignore into place values (1, 0, x'');

create table if not exists texts (
  key   integer not null primary key,  -- in the order of the moments of preparation
  draft blob    not null unique
) strict;

-- Words come in lower case with blanks between them; the tokenizer has nothing left to decide.
create virtual table if not exists words using fts5 (text, tokenize = 'ascii', content = '', contentless_delete = 1, detail = none);

-- By which drafts are found that are like another: what their indicators speak of.
create table if not exists marks (
  mark      text    not null,  -- a field and a value of it
  key       integer not null,  -- of the draft among the texts
  authority text    not null,
  primary key (mark, key)
) strict, without rowid;

create index if not exists marks_of_text on marks (key);
