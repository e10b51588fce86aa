-- Whether somebody of an authority has opened an entry since it changed last: what a shift hands over unread.

create index read_log_of_entry on read_log (part, authority, at) where what in ('getEntry', 'getEntryJournal', 'printEntry');
