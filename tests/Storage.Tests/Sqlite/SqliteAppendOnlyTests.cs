using Dapper;
using Microsoft.Data.Sqlite;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.ReadLog;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Sqlite;

/// <summary>Each way around "lines are never changed or removed", on the connection that writes.</summary>
public sealed class SqliteAppendOnlyTests() : StoreContract(new SqliteStage())
{
    private const string Line = "(position, subject, line, type, at, actor, payload, hash) select position, subject, line, 'Forged', at, actor, payload, hash from journal_lines where true";

    private const string Registration = "select sequence, serial, number, subject, 2, line_hash, at, hash from registrations where true";

    private static readonly string[] changes =
    [
        "update journal_lines set type = 'Forged'",
        "delete from journal_lines",
        "delete from journal_lines where line = 2",
        $"insert or replace into journal_lines {Line}",
        $"replace into journal_lines {Line}",
        $"insert into journal_lines {Line} on conflict (subject, line) do update set type = 'Forged'",
        "update or replace journal_lines set line = 1",
        "update or ignore journal_lines set type = 'Forged'",
        "update directory_entries set status = 'InForce'",
        "delete from directory_entries",
        "insert or replace into directory_entries select * from directory_entries where true",
        "insert into directory_entries select * from directory_entries where true on conflict (revision) do update set status = 'InForce'",
        "update or replace directory_entries set revision = 1",
        "update directory_scopes set applies = 0",
        "delete from directory_scopes",
        "insert or replace into directory_scopes select authority, revision, 0 from directory_scopes where true",
        "insert into directory_scopes select * from directory_scopes where true on conflict (authority, revision) do update set applies = 0",
        "update directory_acknowledgements set revision = 9",
        "delete from directory_acknowledgements",
        "insert or replace into directory_acknowledgements select authority, revision, 0, actor from directory_acknowledgements where true",
        "insert into directory_acknowledgements select * from directory_acknowledgements where true on conflict (authority, revision) do update set at = 0",
        "update profile_looks set reason = 'forged'",
        "delete from profile_looks",
        "insert or replace into profile_looks select profile, flag, version, since, cases, measured, bound, 'forged', at, actor from profile_looks where true",
        "update price_withdrawals set reason = 'forged'",
        "delete from price_withdrawals",
        "insert or replace into price_withdrawals select load, revision, 'forged', at, actor from price_withdrawals where true",
        "update registrations set number = 'forged'",
        "delete from registrations",
        $"insert or replace into registrations {Registration}",
        $"insert into registrations {Registration} on conflict (number) do update set version = 2",
        "update or replace registrations set serial = 1",
        "update read_log set reader = 'forged'",
        "delete from read_log",
        "insert or replace into read_log select position, at, what, subject, number, part, 'forged', name, authority, unit, roles from read_log where true",
        "insert into read_log select * from read_log where true on conflict (position) do update set reader = 'forged'",
        "update attachments set bytes = 1",
        "delete from attachments",
        "update attachment_pieces set piece = 7",
        "delete from attachment_pieces",
        "insert or replace into attachments select draft, sha256, 1, upload from attachments where true",
        "insert or replace into attachment_pieces (upload, piece, bytes) select upload, piece, x'00' from attachment_pieces where true",
        "update trial_runs set result = '{}'",
        "delete from trial_runs",
        "update declaration_removals set declarations = 0",
        "delete from declaration_removals",
        "insert or replace into declaration_removals select id, month, 0, items, events, outcomes, kept_months, revision, removed_at from declaration_removals where true",
        "update kind_loads set file = '{}'",
        "delete from kind_loads",
        "insert or replace into kind_loads select revision, kind, '{}', loaded_at, subject, name from kind_loads where true",
        "update entry_lines set line = 7",
        "delete from entry_lines",
        "insert or replace into entry_lines select subject, line, 'Forged', at, actor, payload, hash from entry_lines where true",
        "update entry_numbers set number = '1'",
        "delete from entry_numbers",
        "insert or replace into entry_numbers select sequence, serial, '1', subject, version, line_hash, at, hash from entry_numbers where true",
        "update control_lines set line = 7",
        "delete from control_lines",
        "insert or replace into control_lines select subject, line, 'Forged', at, actor, payload, hash from control_lines where true",
        "delete from controls",
        "update control_removals set controls = 7",
        "delete from control_removals",
        "insert or replace into control_removals select id, month, until_at, 7, lines, checks, kept_years, removed_at, hash from control_removals where true",
        "update control_ends set lines = 7",
        "delete from control_ends",
        "update checks set hits = 0",
        "delete from checks",
        "insert or replace into checks select number, version, moment, content, authority, control_authority, at, selection_day, directory, register, selection_key, sampled, 0, findings, actor from checks where true",
        "update calendar_loads set days = '[]'",
        "delete from calendar_loads",
        "insert or replace into calendar_loads select revision, 2029, days, loaded_at, subject, name from calendar_loads where true",
        "update classifier_loads set rows = ''",
        "delete from classifier_loads",
        "insert or replace into classifier_loads select revision, classifier, '', loaded_at, subject, name from classifier_loads where true",
    ];

    [Fact]
    public async Task The_connection_that_writes_cannot_change_what_is_written()
    {
        await Store.Calendars.Write(CalendarContract.Load(1), default);
        await Store.Classifiers.Write(ClassifierContract.Load(1), default);
        await Store.Publish(Tiles.Adopt((await Store.ADraftToAdopt(1, 2))[0]));
        await Store.Directory.Acknowledge(Ceramics.Baltic, 1, Clock.GetUtcNow(), Tiles.Actor, default);
        await Store.Execute("insert into profile_looks select id, 'Asleep', 1, '2026-12-01', 40, 90, 90, 'It stays.', 1, x'7b7d' from profiles");
        await Store.Execute("insert into price_withdrawals values (1, 1, 'Wrong.', 1, x'7b7d')");
        await Store.ReadLog.Note(new ReadNote(Clock.GetUtcNow(), Operation.GetDraft, Draft(1), null, null, Ceramics.Author));
        await Store.StoreFile(Draft(1), [1, 2, 3]);
        await Store.Execute("insert into trial_runs (id, status, asked_by, subject, name, asked_at, ended_at, content_hash, question) values ('1', 'Done', '10216000', 's', 'n', 1, 2, 'h', '{}')");
        await Store.Execute("insert into declaration_removals values (1, 202001, 1, 1, 0, 0, 36, 1, 0)");
        await Store.FillControls(Clock.GetUtcNow());
        await Store.EndAControl(4, Clock.GetUtcNow());
        await Store.Service<ILoadStore<KindLoad>>().Write(EntryContract.Load(1), default);
        await new EntryStage(Store, Clock).Registered("appeal");

        foreach (var change in changes)
        {
            var refused = await Record.ExceptionAsync(() => Store.Execute(change));
            Assert.True(refused is SqliteException, $"Was not refused: {change}");
            Assert.Contains("append-only", refused!.Message, StringComparison.Ordinal);
        }

        await Store.AssertWhole(Baltic, 2);
        Assert.Equal(2028, Assert.Single(await Store.Calendars.LoadsAfter(0, default)).Year.Year);
        Assert.Equal(ClassifierContract.Load(1), Assert.Single(await Store.Classifiers.LoadsAfter(0, default)));
        await Store.AssertDirectoryIsWhole(profiles: 1, revisions: 1);
        Assert.Equal("author-1", Assert.Single(await Store.Query(connection => connection.QueryAsync<string>("select reader from read_log"))));
        Audit.AssertChained(await Store.Journal.Read(Draft(1), default));
        Audit.AssertChained(await Store.Journal.Read(Draft(2), default));
    }

    [Fact]
    public async Task Every_connection_has_recursive_triggers()
    {
        Assert.Equal(1, await Store.Database.Run((connection, _) => connection.ExecuteScalarAsync<int>("pragma recursive_triggers"), default));
        Assert.Equal(1, await Store.Query(connection => connection.ExecuteScalarAsync<int>("pragma recursive_triggers")));
    }

    [Fact]
    public async Task The_connection_that_writes_waits_for_the_disk() =>
        Assert.Equal(2, await Store.Database.Run((connection, _) => connection.ExecuteScalarAsync<int>("pragma synchronous"), default));

    [Fact]
    public async Task A_connection_that_reads_cannot_write() =>
        await Assert.ThrowsAsync<SqliteException>(() => Store.Query(connection => connection.ExecuteAsync("update drafts set title = 'Forged'")));
}
