-- Tables and statements of the ADO.NET providers of Orleans for the state of grains and for reminders, on SQLite 3.35 or later. Each
-- operation is one statement, so that a failure leaves no open transaction. The providers read the statements once, at the start.

create table OrleansQuery (QueryKey text not null primary key, QueryText text not null) without rowid;

create table OrleansStorage (
  GrainIdHash integer not null,
  GrainIdN0 integer not null,
  GrainIdN1 integer not null,
  GrainTypeHash integer not null,
  GrainTypeString text not null,
  GrainIdExtensionString text,
  ServiceId text not null,
  PayloadBinary blob,
  ModifiedOn text not null,
  Version integer not null);

-- Without it two activations of one grain could both make the first write of its state.
create unique index UX_OrleansStorage on OrleansStorage
  (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ifnull(GrainIdExtensionString, ''), ServiceId);

insert into OrleansQuery (QueryKey, QueryText) values
('WriteToStorageKey', '
  insert into OrleansStorage
    (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
  select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary,
    strftime(''%Y-%m-%d %H:%M:%f'', ''now''), 1
  where @GrainStateVersion is null or exists (
    select 1 from OrleansStorage
    where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
      and GrainTypeString = @GrainTypeString and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
      and ServiceId = @ServiceId and Version = @GrainStateVersion)
  on conflict (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ifnull(GrainIdExtensionString, ''''), ServiceId)
  do update set PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = OrleansStorage.Version + 1
  where OrleansStorage.Version = @GrainStateVersion
  returning Version as NewGrainStateVersion'),
('ReadFromStorageKey', '
  select PayloadBinary, Version from OrleansStorage
  where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
    and GrainTypeString = @GrainTypeString and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
    and ServiceId = @ServiceId'),
('ClearStorageKey', '
  update OrleansStorage set PayloadBinary = null, ModifiedOn = strftime(''%Y-%m-%d %H:%M:%f'', ''now''), Version = Version + 1
  where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
    and GrainTypeString = @GrainTypeString and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
    and ServiceId = @ServiceId and Version = @GrainStateVersion
  returning Version as NewGrainStateVersion'),
('DeleteStorageKey', '
  delete from OrleansStorage
  where GrainIdHash = @GrainIdHash and GrainTypeHash = @GrainTypeHash and GrainIdN0 = @GrainIdN0 and GrainIdN1 = @GrainIdN1
    and GrainTypeString = @GrainTypeString and ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
    and ServiceId = @ServiceId and Version = @GrainStateVersion
  returning Version + 1 as NewGrainStateVersion');

-- StartTime: UTC, as Microsoft.Data.Sqlite writes a DateTime. Period: milliseconds. GrainHash: 32 bits, signed.
create table OrleansRemindersTable (
  ServiceId text not null,
  GrainId text not null,
  ReminderName text not null,
  StartTime text not null,
  Period integer not null,
  GrainHash integer not null,
  Version integer not null,
  primary key (ServiceId, GrainId, ReminderName)) without rowid;

create index IX_OrleansRemindersTable_GrainHash on OrleansRemindersTable (ServiceId, GrainHash);

insert into OrleansQuery (QueryKey, QueryText) values
('UpsertReminderRowKey', '
  insert into OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
  values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  on conflict (ServiceId, GrainId, ReminderName) do update set
    StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = OrleansRemindersTable.Version + 1
  returning Version'),
('ReadReminderRowsKey', '
  select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable where ServiceId = @ServiceId and GrainId = @GrainId'),
('ReadReminderRowKey', '
  select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
  where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName'),
('ReadRangeRows1Key', '
  select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
  where ServiceId = @ServiceId and GrainHash > @BeginHash and GrainHash <= @EndHash'),
('ReadRangeRows2Key', '
  select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
  where ServiceId = @ServiceId and (GrainHash > @BeginHash or GrainHash <= @EndHash)'),
-- One row with one column, also when nothing was there to delete.
('DeleteReminderRowKey', '
  delete from OrleansRemindersTable
  where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version;
  select changes() as Result'),
('DeleteReminderRowsKey', 'delete from OrleansRemindersTable where ServiceId = @ServiceId');
