-- By which words entries are found; made of entries and what is kept apart, and made again where there are none.
-- The same table stands in 0040-entry-words.postgres.sql.

create table entry_words (
  word   text    not null,
  entry  blob    not null,
  secret integer not null, -- found by those alone who read the secret fields of the entry
  primary key (word, entry, secret)
) strict, without rowid;

create index entry_words_of_entry on entry_words (entry);
