-- An entry is found by the title of its register without having its words, and what has changed of it takes its own words away. All words are made anew, of entries that say they lack them.
-- The same stands in 0055-entry-words.postgres.sql.

drop table entry_words;

create table entry_words (
  word   text    not null,
  entry  blob   not null,
  secret integer not null, -- found by those alone who read the secret fields of the entry
  primary key (word, entry, secret)
) strict, without rowid;

alter table entries add column lacks_words integer not null default 1;

create index entries_lacking_words on entries (id) where lacks_words;

-- The open entries of a register, in its list and in its counts.
create index entries_open on entries (kind, registered_at, id, authority, overdue) where not ended;
