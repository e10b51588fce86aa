using System.Text;
using Dapper;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Declarations.Reading.Mappings;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Prices;
using RmsOrleans.Storage.Tests.Exports;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>Price points: each once, whatever is loaded again; and what researches are made of.</summary>
public abstract class PriceContract : LoadingContract
{
    private const string Header = "NAPR\tPERIOD\tSTRANA\tTNVED\tEDIZM\tSTOIM\tNETTO\tKOL\tREGION";

    private protected PriceContract(IStage stage)
        : base(stage)
    {
    }

    private PriceStore Prices => Store.Service<PriceStore>();

    [StoreFact]
    public async Task A_file_is_taken_and_the_same_again_is_unchanged_and_other_figures_are_a_conflict()
    {
        var lines = Enumerable.Range(1, 2_345).Select(i => Point(i, value: 100 + i)).ToArray();
        var first = await LoadPrices(lines);
        var again = await LoadPrices([.. lines.Reverse()]);
        var changed = await LoadPrices([Point(1, value: 102), "ИМ\t13/2026\tTR\t6907210001\t\t1\t1\t\t", Point(1, value: 101)]);

        Assert.Equal((LoadState.Done, 2_345, RecordKind.Prices, "fcs-statistics"), (first.State, (int)first.Taken, first.Kind, first.Mapping));
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 11, 30)), (first.PeriodFrom, first.PeriodTo));
        Assert.Equal((0, 2_345), ((int)again.Taken, (int)again.Unchanged));
        Assert.Equal((0, 1, 1, 1), ((int)changed.Taken, (int)changed.Unchanged, (int)changed.Conflicts, (int)changed.Refused));
        Assert.Equal(["3 /period NotAMonth", "2  Conflict"], (await Queries.FaultsOf(changed.Id, 0, 10, default)).OrderByDescending(fault => fault.Line).Select(fault => $"{fault.Line} {fault.Pointer} {fault.Code}"));
        Assert.Equal(2_345, await Count("price_points"));
        Assert.Equal([first.Revision, first.Revision], new[] { again.Revision, changed.Revision });
        Assert.Equal([changed.Id, again.Id, first.Id], (await Queries.Loads(prices: true, null, null, 10, default)).Select(load => load.Id));
        Assert.Empty(await Queries.Loads(prices: false, null, null, 10, default));
        Assert.Equal(changed.Id, await Prices.LastLoad(default));
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task Lists_and_questions_are_narrowed_by_code_origin_months_and_direction()
    {
        await LoadPrices(
            Line("ИМ", "01/2026", "TR", "6907210001", 100, 100), Line("ИМ", "11/2026", "TR", "6907210002", 200, 100), Line("ИМ", "11/2026", "CN", "6907210001", 300, 100),
            Line("ЭК", "11/2026", "TR", "6907210001", 400, 100), Line("ИМ", "11/2026", "TR", "6908000000", 500, 100), Line("ИМ", "12/2025", "TR", "6907210001", 600, 100));

        Assert.Equal("600 500 400 300 200 100", await Values(new(null, null, null, null, null, null)));
        Assert.Equal("200 100", await Values(new("IM", "6907", "TR", new(2026, 1, 1), new(2026, 11, 1), "fcs-statistics")));
        Assert.Equal("200", await Values(new("IM", "6907210002", null, null, null, null)));
        Assert.Empty(await Values(new(null, null, null, null, null, "another")));

        var asked = new PriceQuestion(PriceBasis.PricePoints, PriceDirection.Import, "6907", "TR", new(2026, 1, 1), new(2026, 11, 1));
        var (samples, revision) = await Prices.Samples(asked, AuthorityCode.Fcs, default);
        Assert.Equal(["1 2026-01", "2 2026-11"], samples.OrderBy(each => each.Price).Select(each => $"{each.Price} {each.Month:yyyy-MM}"));
        Assert.Equal(1, revision);
        Assert.Single((await Prices.Samples(asked with { Direction = PriceDirection.Export }, AuthorityCode.Fcs, default)).Samples);
    }

    [StoreFact]
    public async Task Prices_of_declarations_are_those_that_the_authority_sees_each_as_it_was_lodged()
    {
        static string Item(int serial, string authority, int value, int version = 1, string code = "6907210001", string kind = "IM") =>
            $$"""{"number":"{{authority}}/{{serial:00}}1126/0000001","version":{{version}},"declarationKind":"{{kind}}","items":[{"item":1,"commodityCode":"{{code}}","originCountry":"TR","netWeightKg":100,"statisticalValueUsd":{{value}}},{"item":2,"commodityCode":"{{code}}"}]}""";
        await Load([Item(1, "10216020", 50), Item(1, "10216020", 70, version: 2), Item(2, "10216020", 90), Item(3, "10502000", 30), Item(4, "10216020", 10, code: "0801"), Item(5, "10216020", 20, kind: "EK")]);
        var asked = new PriceQuestion(PriceBasis.Declarations, PriceDirection.Import, "6907", "TR", new(2026, 11, 1), new(2026, 11, 1));

        Assert.Equal(["0.3", "0.5", "0.9"], (await Prices.Samples(asked, AuthorityCode.Fcs, default)).Samples.Select(each => $"{each.Price}").Order());
        Assert.Equal(["0.5", "0.9"], (await Prices.Samples(asked, new("10216000"), default)).Samples.Select(each => $"{each.Price}").Order());
        Assert.Empty((await Prices.Samples(asked with { From = new(2026, 10, 1), To = new(2026, 10, 1) }, AuthorityCode.Fcs, default)).Samples);

        var flow = await Prices.Flow(asked with { Basis = PriceBasis.PricePoints }, AuthorityCode.Fcs, new(2026, 11, 30), 3, default);
        Assert.Equal((PriceBasis.Declarations, 0.5m, 3), (flow!.Basis, flow.Median, flow.Prices));
        Assert.Null(await Prices.Flow(asked, AuthorityCode.Fcs, new(2026, 11, 30), 4, default));
    }

    [StoreFact]
    public async Task Where_declarations_are_too_few_the_flow_is_the_newest_month_of_price_points_that_was_not_researched()
    {
        await LoadPrices(Line("ИМ", "09/2026", "TR", "6907210001", 100, 100), Line("ИМ", "10/2026", "TR", "6907210001", 300, 100), Line("ИМ", "10/2026", "TR", "6907210002", 400, 300));
        var asked = new PriceQuestion(PriceBasis.PricePoints, PriceDirection.Import, "6907", null, new(2026, 1, 1), new(2026, 9, 1));

        var flow = await Prices.Flow(asked, AuthorityCode.Fcs, new(2026, 11, 30), 2, default);

        Assert.Equal((PriceBasis.PricePoints, 1.333333m, 2, new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 31)), (flow!.Basis, flow.Median, flow.Prices, flow.From, flow.To));
        Assert.Null(await Prices.Flow(asked with { To = new(2026, 10, 1) }, AuthorityCode.Fcs, new(2026, 11, 30), 1, default));
    }

    [StoreFact]
    public async Task What_is_not_as_it_was_loaded_or_found_is_told()
    {
        await LoadPrices(Point(1, 100), Point(2, 200));
        await Prices.Keep(PriceStatistics.Of([new(new(1), new(1), new(2026, 1, 1))], 10, 1)!, default);
        Assert.Empty(await Store.Verify());

        await Stage.Forge("update price_points set value = value + 1 where id = 2");

        Assert.StartsWith("price point 2:", $"{Assert.Single(await Store.Verify())}", StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task An_export_moves_points_loads_and_figures_and_loading_goes_on()
    {
        await LoadPrices(Point(1, 100), Point(2, 200), "ИМ\t13/2026\tTR\t6907210001\t\t1\t1\t\t");
        var figures = PriceStatistics.Of([new(new(700_000), new(1_000_000), new(2026, 1, 1))], 10, 1)!;
        var sha256 = await Prices.Keep(figures, default);
        await MovesByExport();
        Assert.Equal(figures.ToJson(), (await Prices.Figures(sha256, default))!.ToJson());
        var again = await LoadPrices(Point(1, 100), Point(3, 300));
        Assert.Equal((2, 1, 1), ((int)again.Id, (int)again.Taken, (int)again.Unchanged));
        Assert.Single(await Queries.FaultsOf(1, 0, 10, default));
    }

    [StoreFact]
    public async Task Points_of_a_load_that_was_taken_back_do_not_count_and_may_come_again()
    {
        var asked = new PriceQuestion(PriceBasis.PricePoints, PriceDirection.Import, "69", null, new(2026, 1, 1), new(2026, 11, 1));
        async Task<(string Prices, long Revision)> Seen() => await Prices.Samples(asked, AuthorityCode.Fcs, default) is var (samples, revision)
            ? (string.Join(" ", samples.Select(each => $"{each.Price}").Order(StringComparer.Ordinal)), revision) : default;
        async Task<string> Withdrawn(PriceQuestion question, long revision, DateTimeOffset at) =>
            string.Join(" ", (await Prices.WithdrawnSince(question, revision, at, default)).Select(load => $"{load.Id}: {load.Withdrawal!.Reason}"));
        await LoadPrices(Point(1, 100), Point(2, 200));
        await LoadPrices(Point(3, 300));
        Assert.Equal(("1 2 3", 2), await Seen());

        Clock.Turn(TimeSpan.FromHours(1));
        var (at, then) = (Clock.GetUtcNow(), Clock.GetUtcNow() + TimeSpan.FromHours(1));
        Assert.Null(await Prices.Withdraw(3, "There is none.", then, Actor, default));
        var withdrawn = await Prices.Withdraw(1, "Roubles.", then, Actor, default);
        Assert.Equal(("Roubles.", then, Ceramics.Author.Name), (withdrawn!.Reason, withdrawn.At, withdrawn.By));
        Assert.Equal("Roubles.", (await Prices.Withdraw(1, "Again.", then.AddDays(1), Actor, default))!.Reason);
        Assert.Equal(("3", 3), await Seen());

        Assert.Equal("1: Roubles.", await Withdrawn(asked, 2, at));
        Assert.Empty(await Withdrawn(asked, 3, at)); // it did not count any more
        Assert.Empty(await Withdrawn(asked, 0, at.AddHours(-2))); // it was not there yet
        Assert.Empty(await Withdrawn(asked with { To = new(2026, 1, 1) }, 2, at)); // no point of its months
        Assert.Empty(await Withdrawn(asked with { Basis = PriceBasis.Declarations }, 2, at));

        var again = await LoadPrices(Point(1, 100), Point(2, 250), Point(3, 300));
        Assert.Equal((2, 1, 0), ((int)again.Taken, (int)again.Unchanged, (int)again.Conflicts));
        Assert.Equal(("1 2.5 3", 4), await Seen());
        Assert.Equal([1L], await Prices.WithdrawnLoads(default));
        Assert.Equal("250 100 300 200 100", await Values(new(null, null, null, null, null, null)));
        Assert.Empty(await Store.Verify());

        await MovesByExport();
        Assert.Equal(("1 2.5 3", 4), await Seen());

        await Stage.Forge("delete from declaration_loads where id = 1");
        Assert.Equal("price_withdrawals, load 1: such rows are of no load of price points that has ended", Assert.Single(await Store.Verify()));
        await Stage.Forge("delete from price_withdrawals");
        Assert.All(await Store.Verify(), finding => Assert.EndsWith(", times 2: such rows count more than once", finding, StringComparison.Ordinal));
        Assert.Equal(2, (await Store.Verify()).Count);
    }

    [StoreFact]
    public async Task A_load_that_still_runs_is_not_taken_back()
    {
        var mapping = MappingJson.Shipped.Single(each => each.Name == "fcs-statistics");
        var running = await Store.Service<DeclarationStore>().Begin(new(RecordKind.Prices, FileFormat.Csv, mapping.Name, "prices.csv", Ceramics.Author), default);

        Assert.Null(await Prices.Withdraw(running, "Roubles.", Clock.GetUtcNow(), Actor, default));
        Assert.Empty(await Prices.WithdrawnLoads(default));
    }

    /// <summary>Into an empty store, which is then the same.</summary>
    private async Task MovesByExport()
    {
        using var files = new ExportStage();
        var exported = await files.Export(Store, "store");
        await CloseStore();
        await Stage.Clear();
        await Stage.Prepare();
        await files.Import(Stage, "store");
        await OpenStore();

        Assert.Empty(await Store.Verify());
        Assert.Equal(Encoding.UTF8.GetString(exported), Encoding.UTF8.GetString(await files.Export(Store, "again")));
    }

    private static readonly byte[] Actor = LineActor.Write(Ceramics.Author, Role.Operator);

    private async Task<LoadRow> LoadPrices(params string[] lines)
    {
        var mapping = MappingJson.Shipped.Single(each => each.Name == "fcs-statistics");
        var id = await Store.Service<DeclarationLoading>().Load(
            new(RecordKind.Prices, FileFormat.Csv, mapping.Name, "prices.csv", Ceramics.Author), new(FileFormat.Csv, mapping, RecordKind.Prices), new MemoryStream(Bytes([Header, .. lines])), null, null, default);
        return (await Queries.Load(id, default))!;
    }

    private async Task<string> Values(PriceFilter filter) => string.Join(" ", (await Prices.Points(filter, null, 50, default)).Select(row => row.Value / 1_000_000));

    private static string Point(int i, int value) => Line("ИМ", $"{(i % 11) + 1:00}/2026", "TR", $"69{i:00000000}", value, 100);

    private static string Line(string direction, string period, string country, string code, int value, int weight) => $"{direction}\t{period}\t{country}\t{code}\tМ2\t{value}\t{weight}\t1,5\t45000";
}

public sealed class SqlitePriceTests() : PriceContract(new SqliteStage())
{
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresPriceTests(PostgresCluster cluster) : PriceContract(new PostgresStage(cluster))
{
}
