-- Who has been responsible in an authority is looked up person by person; before, all entries were gone through.
create index entries_people on entries (authority, responsible, responsible_name) where responsible is not null and not closed;

-- The states in which a register has open entries are asked for when an edition is loaded: the index of open entries does for that, and each registration has one index less to write.
drop index entries_open_in_state;
