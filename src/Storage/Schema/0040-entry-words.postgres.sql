-- By which words entries are found; made of entries and what is kept apart, and made again where there are none.

create table entry_words (
  word   text    collate "C" not null,
  entry  uuid    not null,
  secret boolean not null, -- found by those alone who read the secret fields of the entry
  primary key (word, entry, secret)
);

create index entry_words_of_entry on entry_words (entry);
