using System.Text;
using Dapper;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Exports;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.ReadLog;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Exports;

/// <summary>An office moves from SQLite to PostgreSQL, and back.</summary>
[Collection(PostgresCollection.Name)]
public sealed class MovingTests(PostgresCluster cluster) : IDisposable
{
    private readonly HandClock clock = new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
    private readonly ExportStage files = new();

    public void Dispose() => files.Dispose();

    [StoreFact]
    public async Task From_SQLite_to_PostgreSQL_and_back_the_export_stays_the_same_bytes()
    {
        IStage[] stages = [new SqliteStage(), new PostgresStage(cluster), new SqliteStage(), new PostgresStage(cluster)];
        byte[]? first = null;
        for (var i = 0; i < stages.Length; i++)
        {
            await stages[i].Prepare();
            if (i > 0)
                await files.Import(stages[i], $"{i - 1}");
            await using (var store = await stages[i].OpenNode(clock))
            {
                if (i == 0)
                    await Fill(store);
                Assert.Empty(await store.Verify());
                var bytes = await files.Export(store, $"{i}");
                Assert.Equal(Encoding.UTF8.GetString(first ??= bytes), Encoding.UTF8.GetString(bytes));
                foreach (var apart in (string[])["secrets", "reads"])
                    Assert.Equal(await File.ReadAllTextAsync(files.File($"0.{apart}")), await File.ReadAllTextAsync(files.File($"{i}.{apart}")));
                foreach (var file in (string[])[$"{i}", $"{i}.secrets", $"{i}.reads"])
                    Assert.DoesNotContain("typed and not sent", await File.ReadAllTextAsync(files.File(file)), StringComparison.Ordinal);
                Assert.Equal(i == 0 ? 1 : 0, (await store.Unfinished.List(Ceramics.Author, default)).Count);
                Assert.DoesNotContain(Ceramics.Auditor.Name, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
                Assert.Equal(4, (await File.ReadAllLinesAsync(files.File($"{i}.reads"))).Length);
            }
            await stages[i].Clear();
        }
    }

    [StoreFact]
    public async Task The_moved_store_goes_on()
    {
        var (from, to) = (new SqliteStage(), new PostgresStage(cluster));
        await to.Prepare();
        await using (var store = await from.OpenNode(clock))
        {
            await Fill(store);
            await files.Export(store, "moved");
        }
        await files.Import(to, "moved");

        await using var moved = await to.OpenNode(clock);
        var next = Assert.Single(await moved.Register(new("00-10216"), Requests.Of(new(new Guid(20, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8])))));
        Assert.Equal("00/10216/22112026/00007", next.Head!.Number.ToString());
        Assert.Equal(Ceramics.Authorities.All.AsEnumerable(), (await moved.ReadAuthorities()).All);
        Assert.Equal(2, (await moved.Calendars.LoadsAfter(0, default)).Length);
        Assert.Equal(2, (await moved.Classifiers.LoadsAfter(0, default)).Length);
        var (webhook, since) = Assert.Single(await moved.Outbox.Subscriptions(default)) is var told ? (told.Id, told.Since) : default;
        var target = (await moved.Webhooks.Target(Ceramics.Baltic, webhook, default))!;
        Assert.Equal(("Standard", clock.GetUtcNow() + TimeSpan.FromDays(1)), (target.Form, target.PreviousUntil));
        Assert.Equal(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "a secret that nobody else knows"], target.SecretsAt(clock.GetUtcNow()).AsEnumerable());
        Assert.Equal([next.Head.Id, next.Head.Id], (await moved.Reader.Read(since, null, JournalScope.All, 10, default)).Lines.Select(line => line.Draft));
        Assert.Empty(await moved.Verify());
        await from.Clear();
    }

    [StoreFact]
    public async Task Webhooks_in_a_file_of_an_earlier_version_are_told_of_drafts_in_both_forms()
    {
        IStage[] stages = [new SqliteStage(), new PostgresStage(cluster)];
        foreach (var stage in stages)
        {
            await stage.Prepare();
            var path = files.File($"{stage.GetType().Name}.secrets");
            using (var file = new ExportFile(path, WebhookSecrets.Kind))
            {
                file.Write("webhook", json =>
                {
                    foreach (var (member, value) in new[] { ("id", "one"), ("authority", "10216000"), ("url", "https://example.org"), ("secret", "a secret of before"), ("createdAt", "2026-11-21T09:00:00.000Z"), ("createdBy", "program") })
                        json.WriteString(member, value);
                });
                file.Complete();
            }
            await using (var loading = await stage.BeginLoading())
            {
                await WebhookSecrets.Read(path, loading, new NoDisplay(), default);
                await loading.Complete(default);
            }

            await using (var store = await stage.OpenNode(clock))
            {
                Assert.Equal("drafts", Assert.Single(await store.Outbox.Subscriptions(default)).Noun);
                var target = (await store.Webhooks.Target(Ceramics.Baltic, "one", default))!;
                Assert.Equal(("Both", "a secret of before"), (target.Form, Assert.Single(target.SecretsAt(clock.GetUtcNow()))));
            }
            await stage.Clear();
        }
    }

    private async Task Fill(Store store)
    {
        await store.Fill(clock);
        await store.FillFiles(clock);
        await store.Webhooks.Add(
            Ceramics.Baltic, new("https://example.org/rms", "a secret that nobody else knows", "Both", ["drafts"]), new("my-webhook", "a sum"), "coordinator-1", default);
        var changed = (await store.Webhooks.List(Ceramics.Baltic, default))[0].Id;
        await store.Webhooks.Change(Ceramics.Baltic, changed, new(null, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "Standard", null), default);
        var draft = await store.Query(connection => connection.QueryFirstAsync<DraftId>("select id from drafts order by id"));
        await store.ReadLog.Note(new ReadNote(clock.GetUtcNow(), Operation.GetVersion, draft, null, "version 1", Ceramics.Auditor));
        await store.Unfinished.Keep(Ceramics.Author, new() { Form = "new-draft", Title = "typed and not sent", Input = "\"typed and not sent\"" }, null, default);
        await store.ReadLog.Note(new ReadNote(clock.GetUtcNow(), Operation.GetDirectorySnapshot, null, null, "revision 3", Ceramics.Auditor));
    }
}
