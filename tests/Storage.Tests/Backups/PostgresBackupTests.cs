using Dapper;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Backups;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Backups;

[Collection(PostgresCollection.Name)]
public sealed class PostgresBackupTests(PostgresCluster cluster) : BackupContract(new PostgresStage(cluster), new PostgresStage(cluster))
{
    /// <summary>As if the store came from a cluster that has made so many transactions more.</summary>
    private const ulong Ahead = 1_000_000_000;

    [StoreFact]
    public async Task A_backup_is_for_its_user_alone_also_where_an_earlier_one_was_begun()
    {
        if (OperatingSystem.IsWindows())
            return;
        await File.WriteAllTextAsync($"{BackupFile}.part", "begun");
        File.SetUnixFileMode($"{BackupFile}.part", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await Backup();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BackupFile));
    }

    [StoreFact]
    public async Task Feeds_go_on_in_a_cluster_that_has_made_fewer_transactions()
    {
        await Store.Fill(Clock);
        var before = (await Store.Reader.Read(default, null, JournalScope.All, 1000, default)).Lines;
        var (followed, since) = (before[8].Position, before[3].Position);
        await Stage.Forge($"""
            update journal_lines set transaction = (transaction::text::bigint + {Ahead})::text::xid8;
            insert into feed_places values
              ('test', '{followed with { Transaction = followed.Transaction + Ahead }}', 'gone', 1),
              ('unborn', '{JournalPosition.EndOf(1)}', null, null), ('unread', '0', null, null);
            insert into webhooks (id, authority, url, secret, created_at, created_by) values ('one', '10216000', 'https://example.org', 'secret', 0, 'test');
            insert into webhook_nouns values ('one', 'drafts', '{JournalPosition.EndOf(since.Transaction + Ahead)}')
            """);
        Assert.Contains(await Store.Verify(), finding => finding.Contains("transactions that this cluster has not come to", StringComparison.Ordinal));

        await Backup();
        AssertWhole(await Restore());

        await using var restored = await Other.OpenNode(Clock);
        Assert.Equal(before.Select(Name), (await restored.Reader.Read(default, null, JournalScope.All, 1000, default)).Lines.Select(Name));
        Assert.Equal(before.Skip(9).Select(Name), await NamesAfter(restored, "select place from feed_places where purpose = 'test'"));
        Assert.Equal(before.SkipWhile(line => line.Position.Transaction <= since.Transaction).Select(Name), await NamesAfter(restored, "select since from webhook_nouns"));
        Assert.Equal(before.Select(Name), await NamesAfter(restored, "select place from feed_places where purpose = 'unborn'"));
        Assert.Equal(before.Select(Name), await NamesAfter(restored, "select place from feed_places where purpose = 'unread'"));

        var end = await restored.Reader.End(default);
        await restored.Register(Baltic, ADraft(20));
        Assert.Equal(
            [(Draft(20), 1), (Draft(20), 2)], (await restored.Reader.Read(end, null, JournalScope.All, 1000, default)).Lines.Select(line => (line.Draft, line.Line)));
        var denied = await Assert.ThrowsAsync<StorageUnavailableException>(() => restored.Execute("update journal_lines set line = 9"));
        Assert.Equal("42501", Assert.IsType<Npgsql.PostgresException>(denied.InnerException).SqlState);
        Assert.True(await restored.Query(connection => connection.ExecuteScalarAsync<long>("select count(*) from journal")) > 0);
    }

    [StoreFact]
    public async Task Lines_of_entries_keep_their_places_among_those_of_drafts()
    {
        await Store.Fill(Clock);
        var entries = new EntryStage(Store, Clock);
        var first = await entries.Registered("appeal");
        await Store.Register(Baltic, ADraft(20));
        var second = await entries.Registered("appeal");
        var before = (await Store.Reader.Read(default, null, JournalScope.WithEntries, 1000, default)).Lines;
        Assert.Equal([first, Draft(20).Value, Draft(20).Value, second], before.TakeLast(4).Select(line => line.Draft.Value));
        await Stage.Forge($"""
            update entry_lines set transaction = (transaction::text::bigint + {Ahead})::text::xid8;
            update journal_lines set transaction = (transaction::text::bigint + {Ahead})::text::xid8
            """);

        await Backup();
        AssertWhole(await Restore());

        await using var restored = await Other.OpenNode(Clock);
        Assert.Equal(before.Select(Name), (await restored.Reader.Read(default, null, JournalScope.WithEntries, 1000, default)).Lines.Select(Name));
        var end = await restored.Reader.End(default);
        var next = await new EntryStage(restored, Clock).Registered("appeal");
        Assert.Equal([next], (await restored.Reader.Read(end, null, JournalScope.WithEntries, 1000, default)).Lines.Select(line => line.Draft.Value));
    }

    /// <summary>A dump of the version before: each subscription had one place, and messages had drafts.</summary>
    [StoreFact]
    public async Task Subscriptions_of_a_dump_of_before_there_were_nouns_go_on_as_well()
    {
        await Store.Fill(Clock);
        var before = (await Store.Reader.Read(default, null, JournalScope.All, 1000, default)).Lines;
        var since = before[3].Position;
        await Stage.Forge($"""
            update journal_lines set transaction = (transaction::text::bigint + {Ahead})::text::xid8;
            drop table webhook_nouns; drop index webhooks_of_request;
            alter table webhooks drop column form, drop column previous_secret, drop column previous_until, drop column ended_at, drop column request_key,
              drop column request_hash, add column since text not null;
            alter table webhook_messages rename column subject to draft;
            delete from schema_scripts where name = '0016-webhook-forms';
            insert into webhooks (id, authority, url, secret, created_at, created_by, since)
            values ('one', '10216000', 'https://example.org', 'secret', 0, 'test', '{JournalPosition.EndOf(since.Transaction + Ahead)}')
            """);
        await new PostgresPrograms(new(((PostgresStage)Stage).Strings.Owner)).Run(
            "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={BackupFile}"], _ => { }, _ => Task.CompletedTask, default);

        AssertWhole(await Restore());

        await using var restored = await Other.OpenNode(Clock);
        var told = Assert.Single(await restored.Outbox.Subscriptions(default));
        Assert.Equal("drafts", told.Noun);
        Assert.Equal(before.SkipWhile(line => line.Position.Transaction <= since.Transaction).Select(Name), await NamesAfter(restored, "select since from webhook_nouns"));
    }

    private static string Name(FeedLine line) => $"{line.Draft}/{line.Line}";

    private static async Task<IEnumerable<string>> NamesAfter(Store store, string place)
    {
        var text = await store.Query(connection => connection.ExecuteScalarAsync<string>(place));
        Assert.True(JournalPosition.TryParse(text, out var position), text);
        return (await store.Reader.Read(position, null, JournalScope.All, 1000, default)).Lines.Select(Name);
    }
}
