-- The bytes of files that go with drafts, in pieces, once for each SHA-256 of a draft. The journal names a file only when its row in attachments is there.

create table attachment_uploads (
  upload   blob    not null primary key, -- on its way; what is left over by a crash is cleared away
  begun_at integer not null
) strict, without rowid;

create table attachment_pieces (
  upload blob    not null,
  piece  integer not null, -- from 0 on; all but the last have 1 MB
  bytes  blob    not null,
  primary key (upload, piece)
) strict;

create table attachments (
  draft  blob    not null,
  sha256 text    not null, -- hexadecimal
  bytes  integer not null,
  upload blob    not null unique,
  primary key (draft, sha256)
) strict, without rowid;

create trigger attachments_stay_as_written before update on attachments
begin select raise(abort, 'attachments is append-only'); end;
create trigger attachments_stay before delete on attachments
begin select raise(abort, 'attachments is append-only'); end;
create trigger attachment_pieces_stay_as_written before update on attachment_pieces
begin select raise(abort, 'attachment_pieces is append-only'); end;

-- Only pieces that belong to no file may go.
create trigger attachment_pieces_stay before delete on attachment_pieces when exists (select 1 from attachments where upload = old.upload)
begin select raise(abort, 'attachment_pieces is append-only where a file has them'); end;
