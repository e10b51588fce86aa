-- The bytes of files that go with drafts, in pieces, once for each SHA-256 of a draft. The journal names a file only when its row in attachments is there.

create table attachment_uploads (
  upload   uuid   not null primary key, -- on its way; what is left over by a crash is cleared away
  begun_at bigint not null
);

create table attachment_pieces (
  upload uuid    not null,
  piece  integer not null, -- from 0 on; all but the last have 1 MB
  bytes  bytea   not null,
  primary key (upload, piece)
);

-- Files are compressed by their own formats.
alter table attachment_pieces alter column bytes set storage external;

create table attachments (
  draft  uuid   not null,
  sha256 text   not null, -- hexadecimal
  bytes  bigint not null,
  upload uuid   not null unique,
  primary key (draft, sha256)
);

create trigger attachments_stay before update or delete or truncate on attachments
  for each statement execute function refuse_change();
create trigger attachment_pieces_stay_as_written before update or truncate on attachment_pieces
  for each statement execute function refuse_change();

-- Only pieces that belong to no file may go.
create function keep_pieces_of_files() returns trigger language plpgsql as $$
begin
  if exists (select 1 from attachments where upload = old.upload) then
    raise exception '% is append-only where a file has them', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;

create trigger attachment_pieces_stay before delete on attachment_pieces
  for each row execute function keep_pieces_of_files();

alter table attachments enable always trigger attachments_stay;
alter table attachment_pieces enable always trigger attachment_pieces_stay_as_written;
alter table attachment_pieces enable always trigger attachment_pieces_stay;
