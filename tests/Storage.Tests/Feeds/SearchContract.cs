using Dapper;
using Microsoft.Data.Sqlite;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Search;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Feeds;

public abstract class SearchContract : StoreContract
{
    private protected SearchContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Finds_words_and_beginnings_of_words_in_title_description_and_note()
    {
        await Prepare(1, "Занижение таможенной стоимости керамической плитки");
        await Prepare(2, "Ёмкости из стекла, declared as glassware 2026");
        await Store.Search.StartAsync(default);

        await UntilFound("плитки", 1);
        await UntilFound("стекла", 2);
        await AssertFound("КЕРАМ*", 1);
        await AssertFound("керам");
        await AssertFound("ёмкости", 2);
        await AssertFound("емкости стекл* glass*", 2);
        await AssertFound("2026 стекла", 2);
        await AssertFound("плитки стекла");
        await AssertFound("занижение-таможенной", 1);
        await AssertFound("* ' \" ( таможенной ) & | !", 1);
        await AssertFound($"{FirstWord(Ceramics.Prepare.Content.RiskArea.Description)} {FirstWord(Ceramics.Prepare.Note.Logic!)}", 2, 1);
        await Store.Search.StopAsync(default);
    }

    [StoreFact]
    public async Task Finds_words_that_are_hyphenated_or_bear_a_mark_of_stress()
    {
        await Prepare(1, "Занижение стои\u00ADмости то\u200Bва\u2060ров"); // soft hyphen, zero-width space, word joiner
        await Prepare(2, "подъёмный за\u0301мок, второ´й и\u0306од");
        await Store.Search.StartAsync(default);

        await UntilFound("замок", 2);
        await AssertFound("стоимости", 1);
        await AssertFound("товаров", 1);
        await AssertFound("сто\u00ADимости", 1);
        await AssertFound("замо\u0301к подъемный второй", 2);
        await AssertFound("йод", 2);
        await Store.Search.StopAsync(default);
    }

    [StoreFact]
    public async Task An_index_of_other_words_is_made_anew_once()
    {
        await Prepare(1, "за\u0301мок");
        await Store.Search.StartAsync(default);
        await UntilFound("замок", 1);
        await Store.Search.StopAsync(default);
        await AsAnOlderVersionLeftIt();
        await AssertFound("замок");

        await Store.Search.StartAsync(default);

        await UntilFound("замок", 1);
        await Store.Search.StopAsync(default);
    }

    /// <summary>With words of other rules, and a place at the end of the journal.</summary>
    private protected abstract Task AsAnOlderVersionLeftIt();

    [StoreFact]
    public async Task Finds_only_the_present_content()
    {
        var draft = await Prepare(1, "First title");
        await Store.Search.StartAsync(default);
        await UntilFound("first", 1);

        Assert.True(await Store.Journal.Append(draft.Edit("Second title", Clock.GetUtcNow()).Append, default));

        await UntilFound("second", 1);
        await AssertFound("first");
        await Store.Search.StopAsync(default);
    }

    [StoreFact]
    public async Task Goes_on_where_it_stood_and_has_each_draft_once()
    {
        await Prepare(1, "Before the restart");
        await Store.Search.StartAsync(default);
        await UntilFound("restart", 1);
        await Store.Search.StopAsync(default);
        await CloseStore();
        await OpenStore();
        await AssertFound("restart", 1);
        await Prepare(2, "After the restart");

        await Store.Search.StartAsync(default);

        await UntilFound("restart", 2, 1);
        await Store.Search.StopAsync(default);
    }

    [StoreFact]
    public async Task Gives_pages_in_order_also_where_a_moment_fills_more_than_one()
    {
        for (var moment = 0; moment < 3; moment++)
        {
            await Store.Register(Baltic, Drafts(1 + (600 * moment), 600));
            Clock.Turn(TimeSpan.FromSeconds(1));
        }
        var query = TextQuery.Read(FirstWord(Ceramics.Submission.Content.Title))!;
        await Store.Search.StartAsync(default);
        await Patience.Until("all to be found", () => Found(query, null), found => found.Count == 1800);

        var found = await Found(query, null);

        Assert.Equal(1800, found.Distinct().Count());
        Assert.All(Enumerable.Range(0, 3), moment => Assert.Equal(
            Drafts(1 + (600 * (2 - moment)), 600).Select(draft => draft.Draft.Value).Order(), found.Skip(600 * moment).Take(600).Select(id => id.Value).Order()));
        Assert.Equal(1800, (await Found(query, [Ceramics.Vladivostok, Ceramics.Baltic])).Count);
        Assert.Empty(await Found(query, [Ceramics.Vladivostok]));
        await Store.Search.StopAsync(default);
    }

    [StoreFact]
    public async Task Finds_the_newest_drafts_that_have_a_mark_a_bounded_number_of_them()
    {
        await Store.Register(Baltic, Drafts(1, MarkedDraft.Most + 2));
        Clock.Turn(TimeSpan.FromSeconds(1));
        await Store.Register(Baltic, Drafts(1001, 1));
        await Store.Search.StartAsync(default);
        await Patience.Until(
            "all to be found", () => Found(TextQuery.Read(FirstWord(Ceramics.Submission.Content.Title))!, null), found => found.Count == MarkedDraft.Most + 3);

        var found = await Store.Marks.Find(["commodityCode=690721", "commodityCode=6907", "pricePerKg=", "commodityCode=9503"], null, default);

        Assert.Equal(["commodityCode=6907", "commodityCode=690721", "pricePerKg="], found.Select(each => each.Mark).Distinct().Order(StringComparer.Ordinal));
        Assert.All(found.GroupBy(each => each.Mark), of => Assert.Equal(MarkedDraft.Most, of.Select(each => each.Draft).Distinct().Count()));
        Assert.All(found.GroupBy(each => each.Mark), of => Assert.Contains(Drafts(1001, 1)[0].Draft, of.Select(each => each.Draft)));
        Assert.Equal(MarkedDraft.Most, (await Store.Marks.Find(["pricePerKg="], [Ceramics.Vladivostok, Ceramics.Baltic], default)).Count);
        Assert.Empty(await Store.Marks.Find(["pricePerKg="], [Ceramics.Vladivostok], default));
        Assert.Empty(await Store.Marks.Find([], null, default));

        var word = TextQuery.Read(FirstWord(Ceramics.Submission.Content.Title))!;
        var newest = await Store.Texts.Newest(word, null, MarkedDraft.Most, default);
        Assert.Equal((MarkedDraft.Most, Drafts(1001, 1)[0].Draft), (newest.Distinct().Count(), newest[0]));
        Assert.Equal(MarkedDraft.Most + 3, (await Store.Texts.Newest(word, null, 1000, default)).Count);
        Assert.Empty(await Store.Texts.Newest(word, [Ceramics.Vladivostok], MarkedDraft.Most, default));
        await Store.Search.StopAsync(default);
    }

    [StoreFact]
    public async Task Forgets_the_marks_of_a_content_that_was_edited_away()
    {
        var draft = await Prepare(1, "First title");
        await Store.Search.StartAsync(default);
        await Patience.Until("its mark to be found", () => Store.Marks.Find(["commodityCode=690721"], null, default), found => found.Count == 1);

        Assert.True(await Store.Journal.Append(draft.Edit("Second title", Clock.GetUtcNow(), content => content with { RiskArea = new RiskArea("None.") }).Append, default));

        await Patience.Until("its mark to be gone", () => Store.Marks.Find(["commodityCode=690721"], null, default), found => found.Count == 0);
        await Store.Search.StopAsync(default);
    }

    private protected async Task<AppendedDraft> Prepare(int number, string title)
    {
        var prepared = AppendedDraft.Prepare(Draft(number), Clock.GetUtcNow());
        var edited = prepared.Edit(title, Clock.GetUtcNow());
        Assert.True(await Store.Journal.Append(prepared.Append, default));
        Assert.True(await Store.Journal.Append(edited.Append, default));
        Clock.Turn(TimeSpan.FromSeconds(1));
        return edited;
    }

    private protected async Task AssertFound(string text, params int[] drafts) =>
        Assert.Equal(drafts.Select(Draft), await Found(TextQuery.Read(text)!, null));

    private protected Task UntilFound(string text, params int[] drafts) =>
        Patience.Until($"{text} to be found", () => Found(TextQuery.Read(text)!, null), found => found.SequenceEqual(drafts.Select(Draft)));

    private async Task<List<DraftId>> Found(TextQuery query, IReadOnlyList<AuthorityCode>? authorities)
    {
        var found = new List<DraftId>();
        await foreach (var page in Store.Texts.Find(query, authorities, null, default))
            found.AddRange(page);
        return found;
    }

    private static string FirstWord(string text) => SearchWords.Of(text).First(word => word.Length > 4);
}

public sealed class SqliteSearchTests() : SearchContract(new SqliteStage())
{
    private protected override async Task AsAnOlderVersionLeftIt()
    {
        await CloseStore();
        await using (var index = new SqliteConnection($"Data Source={((SqliteStage)Stage).Folder.File("search.db")};Pooling=false"))
            await index.ExecuteAsync("delete from words where rowid > 0; pragma user_version = 0");
        await OpenStore();
    }

    [StoreFact]
    public async Task Is_made_again_from_the_journal_when_its_file_is_gone_or_belongs_to_another_journal()
    {
        await Prepare(1, "Whatever happens");
        await Store.Search.StartAsync(default);
        await UntilFound("whatever", 1);
        await Store.Search.StopAsync(default);
        await CloseStore();
        var folder = ((SqliteStage)Stage).Folder;
        var kept = await File.ReadAllBytesAsync(folder.File("search.db"));
        File.Delete(folder.File("search.db"));

        await OpenStore();
        await AssertFound("whatever");
        await Store.Search.StartAsync(default);
        await UntilFound("whatever", 1);
        await Store.Search.StopAsync(default);
        await CloseStore();

        // The index of this journal, beside another one.
        foreach (var file in Directory.GetFiles(folder.Path))
            File.Delete(file);
        await File.WriteAllBytesAsync(folder.File("search.db"), kept);
        await OpenStore();
        await Prepare(2, "Something else");
        await Store.Search.StartAsync(default);

        await UntilFound("something", 2);
        await AssertFound("whatever");
        await Store.Search.StopAsync(default);
    }
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresSearchTests(PostgresCluster cluster) : SearchContract(new PostgresStage(cluster))
{
    private protected override async Task AsAnOlderVersionLeftIt()
    {
        await CloseStore();
        await Stage.Forge("update draft_texts set words = to_tsvector('simple', 'за мок'); update feed_places set purpose = 'search' where purpose like 'search-%'");
        await OpenStore();
    }

    [StoreFact]
    public async Task Finds_other_forms_of_a_word_in_Russian_and_English()
    {
        await Prepare(1, "Занижение стоимости плитки, declared as bricks");
        await Store.Search.StartAsync(default);
        await UntilFound("плитки", 1);

        foreach (var form in (string[])["плитками", "плитку", "стоимость", "brick", "declaring", "as"])
            await AssertFound(form, 1);
        await Store.Search.StopAsync(default);
    }
}
