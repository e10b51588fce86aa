-- By which drafts are found that are like another: what their indicators speak of. It belongs to the full-text index, is fed with it and comes from
-- the journal as that does; SQLite has it in the same file: search.sqlite.sql.

create table draft_marks (
  mark        text   not null,  -- a field and a value of it
  prepared_at bigint not null,
  draft       uuid   not null,
  authority   text   not null,
  primary key (mark, prepared_at, draft)
);

create index draft_marks_of_draft on draft_marks (draft);
