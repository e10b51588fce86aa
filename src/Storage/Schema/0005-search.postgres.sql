-- The full-text index. Everything in it comes from the journal. SQLite has it in a file of its own: search.sqlite.sql.

create table draft_texts (
  draft       uuid     not null primary key,
  authority   text     not null,
  prepared_at bigint   not null,
  words       tsvector not null
);

create index draft_texts_newest on draft_texts (prepared_at, draft);
create index draft_texts_words on draft_texts using gin (words);
