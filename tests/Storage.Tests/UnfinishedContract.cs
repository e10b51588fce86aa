using Dapper;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Tests.Stage;
using RmsOrleans.Storage.Unfinished;

namespace RmsOrleans.Storage.Tests;

/// <summary>Unfinished input: one's own, never overwritten unseen, not too much, and gone after a while.</summary>
public abstract class UnfinishedContract : StoreContract
{
    private protected UnfinishedContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task What_was_kept_is_read_back_as_it_was_typed_also_by_the_next_program_and_by_nobody_else()
    {
        const string typed = """{ "/content/title": "Плитка \ud83d", "2": [ 1.50, null ] }""";
        await Keep("edit.1", typed, of: $"{Draft(1)}", seen: "\"5\"", title: "Плитка");
        await CloseStore();
        await OpenStore();

        var read = (await Store.Unfinished.Find(Ceramics.Author, "edit.1", default))!;

        Assert.Equal(
            ("edit.1", $"{Draft(1)}", "\"5\"", "Плитка", typed, 64, Clock.GetUtcNow()),
            (read.Form, read.Of, read.Seen, read.Title, read.Input, read.Bytes, read.KeptAt));
        foreach (var other in (Actor[])[Ceramics.UnitHead, Ceramics.Author with { Authority = Ceramics.Vladivostok }])
        {
            Assert.Null(await Store.Unfinished.Find(other, "edit.1", default));
            Assert.Empty(await Store.Unfinished.List(other, default));
            Assert.False(await Store.Unfinished.Remove(other, "edit.1", _ => true, default));
        }
        Assert.Null(await Store.Unfinished.Find(Ceramics.Author, "Edit.1", default));
    }

    [StoreFact]
    public async Task A_list_has_the_newest_first_without_what_was_typed()
    {
        foreach (var form in (string[])["a", "b", "c"])
        {
            await Keep(form, "\"typed\"");
            Clock.Turn(TimeSpan.FromMinutes(1));
        }
        await Keep("a", "\"more\"", tag => true);

        var list = await Store.Unfinished.List(Ceramics.Author, default);

        Assert.Equal(["a", "c", "b"], list.Select(each => each.Form));
        Assert.All(list, each => Assert.Equal("", each.Input));
    }

    [StoreFact]
    public async Task Of_two_windows_the_second_overwrites_only_what_it_has_seen()
    {
        var first = await Keep("edit", "1");
        Assert.Equal(KeptUnfinishedEnd.NotSeen, (await Keep("edit", "2")).End);
        var second = await Keep("edit", "2", tag => tag == first.Row!.Tag);
        Assert.Equal(KeptUnfinishedEnd.Replaced, second.End);

        Assert.Equal(KeptUnfinishedEnd.Stale, (await Keep("edit", "3", tag => tag == first.Row!.Tag)).End);
        Assert.Null(await Store.Unfinished.Remove(Ceramics.Author, "edit", tag => tag == first.Row!.Tag, default));

        Assert.Equal("2", (await Store.Unfinished.Find(Ceramics.Author, "edit", default))!.Input);
        Assert.True(await Store.Unfinished.Remove(Ceramics.Author, "edit", tag => tag == second.Row!.Tag, default));
        Assert.Equal(KeptUnfinishedEnd.Stale, (await Keep("edit", "3", tag => tag == second.Row!.Tag)).End);
        Assert.Null(await Store.Unfinished.Find(Ceramics.Author, "edit", default));
    }

    [StoreFact]
    public async Task The_same_again_is_kept_anew_whatever_was_seen()
    {
        var first = await Keep("edit", "1");
        Clock.Turn(TimeSpan.FromDays(1));

        var again = await Keep("edit", "1");

        Assert.Equal((KeptUnfinishedEnd.Replaced, first.Row!.Tag, Clock.GetUtcNow()), (again.End, again.Row!.Tag, again.Row.KeptAt));
        Assert.NotEqual(first.Row.Tag, (await Keep("edit", "1", _ => true, title: "Named")).Row!.Tag);
    }

    [StoreFact]
    public async Task Of_many_windows_that_keep_at_once_a_person_has_no_more_than_50_pieces_and_others_have_theirs()
    {
        var kept = await Task.WhenAll(Enumerable.Range(1, 70).Select(form => Keep($"form-{form}", "1")));

        Assert.Equal(UnfinishedStore.Most, kept.Count(each => each.End == KeptUnfinishedEnd.Added));
        Assert.Equal(20, kept.Count(each => each.End == KeptUnfinishedEnd.TooMany));
        Assert.Equal(UnfinishedStore.Most, (await Store.Unfinished.List(Ceramics.Author, default)).Count);
        var mine = (await Store.Unfinished.List(Ceramics.Author, default))[0].Form;
        Assert.Equal(KeptUnfinishedEnd.Replaced, (await Keep(mine, "2", _ => true)).End);
        Assert.Equal(KeptUnfinishedEnd.Added, (await Store.Unfinished.Keep(Ceramics.UnitHead, new() { Form = "form", Input = "1" }, null, default)).End);
        Assert.True(await Store.Unfinished.Remove(Ceramics.Author, mine, _ => true, default));
        Assert.Equal(KeptUnfinishedEnd.Added, (await Keep("one-more", "1")).End);
    }

    [StoreFact]
    public async Task Of_many_windows_that_keep_the_same_form_at_once_one_does()
    {
        var kept = await Task.WhenAll(Enumerable.Range(1, 20).Select(each => Keep("form", $"{each}")));

        Assert.Equal(1, kept.Count(each => each.End == KeptUnfinishedEnd.Added));
        Assert.Equal(19, kept.Count(each => each.End == KeptUnfinishedEnd.NotSeen));
        Assert.Equal(kept.Single(each => each.Row is not null).Row!.Input, (await Store.Unfinished.Find(Ceramics.Author, "form", default))!.Input);
    }

    [StoreFact]
    public async Task After_30_days_without_being_kept_anew_it_is_gone_and_then_deleted()
    {
        await Keep("old", "1");
        await Keep("kept-anew", "1");
        Clock.Turn(UnfinishedStore.Lifetime - TimeSpan.FromMinutes(1));
        await Keep("kept-anew", "1");
        Assert.Equal(2, (await Store.Unfinished.List(Ceramics.Author, default)).Count);
        Assert.Equal(0, await Store.Unfinished.DeleteOld(default));

        Clock.Turn(TimeSpan.FromMinutes(1));

        Assert.Null(await Store.Unfinished.Find(Ceramics.Author, "old", default));
        Assert.Equal("kept-anew", Assert.Single(await Store.Unfinished.List(Ceramics.Author, default)).Form);
        Assert.False(await Store.Unfinished.Remove(Ceramics.Author, "old", _ => true, default));
        Assert.Equal(1, await Store.Unfinished.DeleteOld(default));
        Assert.Equal(1, await Store.Query(connection => connection.ExecuteScalarAsync<int>("select count(*) from unfinished")));
    }

    [StoreFact]
    public async Task A_sweep_deletes_what_is_too_old_when_the_program_starts()
    {
        await Keep("old", "1");
        Clock.Turn(UnfinishedStore.Lifetime);
        var sweep = Store.Hosted<UnfinishedSweep>();

        await sweep.StartAsync(default);

        await Patience.Until("the sweep", () => Store.Query(connection => connection.ExecuteScalarAsync<int>("select count(*) from unfinished")), count => count == 0);
        await sweep.StopAsync(default);
    }

    [StoreFact]
    public async Task It_is_no_part_of_what_is_verified()
    {
        await Keep("form", "1");

        Assert.Empty(await Store.Verify());
    }

    private Task<KeptUnfinished> Keep(string form, string input, Func<int, bool>? isSeen = null, string? of = null, string? seen = null, string? title = null) =>
        Store.Unfinished.Keep(Ceramics.Author, new() { Form = form, Of = of, Seen = seen, Title = title, Input = input }, isSeen, default);
}

public sealed class SqliteUnfinishedTests() : UnfinishedContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresUnfinishedTests(PostgresCluster cluster) : UnfinishedContract(new PostgresStage(cluster))
{
    [StoreFact]
    public async Task What_one_node_kept_another_one_has()
    {
        await using var other = await Stage.OpenNode(Clock);
        await Store.Unfinished.Keep(Ceramics.Author, new() { Form = "form", Input = "1" }, null, default);

        Assert.Equal("1", (await other.Unfinished.Find(Ceramics.Author, "form", default))!.Input);
    }
}
