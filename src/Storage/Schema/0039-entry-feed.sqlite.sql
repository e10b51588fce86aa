-- Feeds follow the lines of entries as those of drafts. What was written before stands in no feed.
-- In 0039-entry-feed.postgres.sql lines have their transaction instead.

create table entry_places (
  place   integer primary key, -- in the order of commit
  behind  integer not null,    -- the last position of the journal of drafts when it was written
  subject blob    not null,
  line    integer not null
) strict;

create index entry_places_behind on entry_places (behind, place);

create trigger entry_lines_take_places after insert on entry_lines
begin
  insert into entry_places (behind, subject, line) values ((select coalesce(max(position), 0) from journal_lines), new.subject, new.line);
end;
