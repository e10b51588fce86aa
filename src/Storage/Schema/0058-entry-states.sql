-- The states in which a register has open entries are asked for when an edition is loaded: the index of open entries does for that, and each registration has one index less to write.
drop index entries_open_in_state;
