using System.Text.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>Reading by number, which has a way of its own on each database.</summary>
public abstract class RegisteredDraftsContract : StoreContract
{
    private protected RegisteredDraftsContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task A_draft_is_found_by_its_number_as_it_was_registered()
    {
        var head = Assert.Single(await Store.Register(Baltic, ADraft(1))).Head!;

        var found = await Store.RegisteredDrafts.Find(head.Number!.Value);

        Assert.NotNull(found);
        Assert.Equal(
            new RegisteredDraft(
                head.Id, head.Authority, head.Status, head.Version, head.PreparedAt, head.ChangedAt, head.RegisteredAt!.Value, found.Deadline, head.Overdue, head.LastLine,
                head.Number.Value.ToString()),
            found);
        Assert.Equal(head.Deadline, JsonSerializer.Deserialize(found.Deadline!, StoredDraft.Json.Deadline));
    }

    [StoreFact]
    public async Task Nothing_is_found_by_a_number_that_was_not_given()
    {
        var number = Assert.Single(await Store.Register(Baltic, ADraft(1))).Head!.Number!.Value;

        Assert.Null(await Store.RegisteredDrafts.Find(number with { Serial = 2 }));
        Assert.Null(await Store.RegisteredDrafts.Find(number with { Date = number.Date.AddDays(1) }));
    }

    [StoreFact]
    public async Task Each_of_many_who_ask_at_once_gets_what_it_asked_for()
    {
        var heads = (await Store.Register(Baltic, Drafts(1, 40))).Select(answer => answer.Head!).ToArray();
        DraftHead[] asked = [.. Enumerable.Range(0, 1000).Select(i => heads[i * 7 % heads.Length])];

        var found = await Task.WhenAll(asked.Select(head => Task.Run(async () => await Store.RegisteredDrafts.Find(head.Number!.Value))));

        Assert.Equal(asked.Select(head => head.Id), found.Select(draft => draft!.Id));
    }

    [StoreFact]
    public async Task What_was_committed_is_seen_at_once()
    {
        for (var i = 1; i <= 50; i++)
        {
            var number = Assert.Single(await Store.Register(Baltic, ADraft(i))).Head!.Number!.Value;
            Assert.NotNull(await Store.RegisteredDrafts.Find(number));
        }
    }
}

public sealed class SqliteRegisteredDraftsTests() : RegisteredDraftsContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresRegisteredDraftsTests(PostgresCluster cluster) : RegisteredDraftsContract(new PostgresStage(cluster));
