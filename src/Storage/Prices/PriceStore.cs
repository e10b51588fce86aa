using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Trials;

namespace RmsOrleans.Storage.Prices;

/// <summary>Prices that were loaded, prices of declarations, and what researches found of them.</summary>
internal sealed class PriceStore(
    IDatabase database, IEntryStore entries, TrialSnapshots snapshots, Scanner scanner, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    : IPriceStore
{
    /// <summary>A research of more is not made: its question can be narrowed.</summary>
    public const int MostPrices = 2_000_000;

    private const string NoteWithdrawal = """
        insert into price_withdrawals (load, revision, reason, at, actor)
        select l.id, @revision, @reason, @at, @actor from declaration_loads l where l.id = @load and l.kind = 'Prices' and l.state <> 'Running'
        on conflict (load) do nothing
        """;

    private static readonly Field price = Fields.Get("pricePerKg");
    private static readonly Field weight = Fields.Get("netWeightKg");

    /// <summary>The newest first; one more than <paramref name="limit"/> if there are others.</summary>
    /// <param name="before">Only those loaded before the one with this number.</param>
    public Task<List<PriceRow>> Points(PriceFilter filter, long? before, int limit, CancellationToken cancellation)
    {
        var (sql, parameters) = Narrowed(PriceRow.Mapping.Query, filter);
        sql.And(parameters, "p.id < @before", "before", before);
        parameters.Add("limit", limit + 1);
        return database.List<PriceRow>(sql.Append(" order by p.id desc limit @limit").ToString(), parameters, cancellation);
    }

    /// <summary>The prices that a question is about, and the revision of the data.</summary>
    /// <param name="authority">Of declarations those that this authority sees.</param>
    /// <returns>One more than <see cref="MostPrices"/> if there are more.</returns>
    public async Task<(List<PriceSample> Samples, long Revision)> Samples(PriceQuestion question, AuthorityCode authority, CancellationToken cancellation)
    {
        if (question.Basis == PriceBasis.Declarations)
            return await OfDeclarations(question, authority, question.From, question.LastDay, cancellation);
        // Before the points: a load that is withdrawn meanwhile is then told of, whether they were still seen or not.
        var revision = await database.One<long>("select revision from declaration_data", null, cancellation);
        return (await OfPoints(question, cancellation), revision);
    }

    public Task<PriceWithdrawal?> Withdraw(long load, string reason, DateTimeOffset at, byte[] actor, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            var withdrawn = new { load, revision = await DeclarationStore.Lock(connection) + 1, reason, at, actor };
            if (await connection.ExecuteAsync(NoteWithdrawal, withdrawn) > 0)
                await connection.ExecuteAsync("update declaration_data set revision = @revision", withdrawn);
            return (await connection.List<LoadRow>($"select {LoadRow.Columns} from declaration_loads where id = @load", withdrawn, cancellation)).SingleOrDefault()?.Withdrawal;
        },
        cancellation);

    /// <summary>Which loads were taken back.</summary>
    public async Task<HashSet<long>> WithdrawnLoads(CancellationToken cancellation) => [.. await database.List<long>("select load from price_withdrawals", null, cancellation)];

    /// <summary>Loads with points that a research counted and that were taken back since then, in their order.</summary>
    /// <param name="revision">That the research saw.</param>
    /// <param name="at">When it was registered: what was loaded later, it did not see.</param>
    public async Task<List<LoadRow>> WithdrawnSince(PriceQuestion question, long revision, DateTimeOffset at, CancellationToken cancellation)
    {
        if (question.Basis == PriceBasis.Declarations)
            return [];
        var loads = await database.List<LoadRow>(
            $"select {LoadRow.Columns} from declaration_loads where begun_at <= @at and id in (select load from price_withdrawals where revision > @revision) order by id", new { revision, at }, cancellation);
        if (loads.Count == 0)
            return loads;
        var (sql, parameters) = Priced("select distinct p.load from price_points p", question);
        var counted = (await database.List<long>(sql.ToString(), parameters, cancellation)).ToHashSet();
        return [.. loads.Where(load => counted.Contains(load.Id))];
    }

    /// <summary>Keeps what a research found.</summary>
    /// <returns>By which it is named: its SHA-256, hexadecimal.</returns>
    public async Task<string> Keep(PriceFigures found, CancellationToken cancellation)
    {
        var figures = found.ToJson();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(figures));
        await database.Run(
            (connection, _) => connection.ExecuteAsync(
                "insert into price_figures (sha256, figures, made_at) values (@sha256, @figures, @now) on conflict (sha256) do nothing", new { sha256, figures, now = clock.GetUtcNow() }),
            cancellation);
        return sha256;
    }

    /// <summary>Null if nothing is kept under this hash.</summary>
    public async Task<PriceFigures?> Figures(string sha256, CancellationToken cancellation) =>
        await database.One<byte[]>("select figures from price_figures where sha256 = @sha256", new { sha256 }, cancellation) is { } json ? PriceFigures.OfJson(json) : null;

    public Task<long> LastLoad(CancellationToken cancellation) =>
        database.One<long>("select coalesce(max(id), 0) from declaration_loads where kind = 'Prices' and state <> 'Running'", null, cancellation);

    public async Task<ImmutableArray<Entry>> Approved(CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<Entry>();
        foreach (var id in await database.List<Guid>(
            "select id from entries where kind = @kind and state = @state order by id", new { kind = PriceResearches.Register, state = PriceResearches.Approved }, cancellation))
        {
            if ((await entries.Read(id, cancellation)).Fold() is { } entry)
                found.Add(entry);
        }
        return found.ToImmutable();
    }

    public async Task<PriceFlow?> Flow(PriceQuestion question, AuthorityCode authority, DateOnly today, int leastPrices, CancellationToken cancellation)
    {
        var from = today.AddMonths(-1).AddDays(1);
        var (declared, _) = await OfDeclarations(question, authority, from, today, cancellation);
        if (declared.Count >= leastPrices)
            return new(PriceBasis.Declarations, PriceStatistics.Median(declared)!.Value, declared.Count, from, today);

        var newest = question with { From = question.To.AddMonths(1), To = new DateOnly(today.Year, today.Month, 1) };
        var points = newest.To < newest.From ? [] : await OfPoints(newest, cancellation);
        var month = points.Count == 0 ? default : points.Max(each => each.Month);
        var ofMonth = points.Where(each => each.Month == month).ToArray();
        return ofMonth.Length >= leastPrices ? new(PriceBasis.PricePoints, PriceStatistics.Median(ofMonth)!.Value, ofMonth.Length, month, month.AddMonths(1).AddDays(-1)) : null;
    }

    private async Task<List<PriceSample>> OfPoints(PriceQuestion question, CancellationToken cancellation)
    {
        var (sql, parameters) = Priced("select p.price as Price, p.weight as Weight, p.month as Month from price_points p", question);
        sql.Append($" and {PriceRow.Counts} limit ").Append(MostPrices + 1);
        return [.. (await database.List<PricedWeight>(sql.ToString(), parameters, cancellation))
            .Select(row => new PriceSample(new(row.Price), new(row.Weight), DeclarationRow.FirstDayOf(row.Month)))];
    }

    private static (StringBuilder Sql, DynamicParameters Parameters) Priced(string query, PriceQuestion question)
    {
        var (sql, parameters) = Narrowed(query, new(question.DirectionCode, question.CommodityCode, question.OriginCountry, question.From, question.To, question.Source));
        return (sql.Append(" and p.price is not null and p.price > 0"), parameters);
    }

    private static (StringBuilder Sql, DynamicParameters Parameters) Narrowed(string query, PriceFilter filter)
    {
        var (sql, parameters) = (new StringBuilder(query).Append(" where 1 = 1"), new DynamicParameters());
        sql.And(parameters, "p.direction = @direction", "direction", filter.Direction);
        if (filter.Code is { } code)
        {
            // As a range, for which there is an index: every code is of digits, and ':' comes behind them.
            sql.And(parameters, "p.commodity_code >= @code", "code", code);
            sql.And(parameters, "p.commodity_code < @behind", "behind", $"{code}:");
        }
        sql.And(parameters, "p.origin_country = @origin", "origin", filter.Origin);
        sql.And(parameters, "p.month >= @from", "from", filter.From is { } from ? DeclarationRow.MonthOf(from) : null);
        sql.And(parameters, "p.month <= @to", "to", filter.To is { } to ? DeclarationRow.MonthOf(to) : null);
        sql.And(parameters, "p.source = @source", "source", filter.Source);
        return (sql, parameters);
    }

    /// <summary>Items that the question hits, each declaration as it was lodged, found by this node's scanner as a trial run finds them.</summary>
    private async Task<(List<PriceSample> Samples, long Revision)> OfDeclarations(PriceQuestion question, AuthorityCode authority, DateOnly from, DateOnly to, CancellationToken stop)
    {
        using var held = await snapshots.Hold(from, to, stop);
        var register = reference.Current.Authorities.Tree;
        var options = new ScanOptions
        {
            FirstDay = from,
            LastDay = to,
            Authorities = authority == AuthorityCode.Fcs ? [] : [authority.Value],
            Register = register,
            WithHits = true,
        };
        var conditions = RiskAreaConditions.Of(new RiskArea("", Indicators: question.Goods));
        var samples = new List<PriceSample>();
        foreach (var alike in held.Segments.GroupBy(each => each.Segment.Folding))
            await scanner.Run(new([.. alike], [Plan.Of(conditions, register, alike.Key)], options), Add, stop);
        return (samples, held.Revision);

        void Add(SegmentResult result)
        {
            if (samples.Count > MostPrices)
                return;
            samples.AddRange(
                ItemNumbers.Of(result.Scanned.Segment, result.Plans[0].Hits!.Items, price, weight)
                    .Where(each => each.First > default(FixedPoint) && each.Second > default(FixedPoint))
                    .Select(each => new PriceSample(each.First, each.Second, result.Scanned.Segment.Month)));
        }
    }

    private sealed class PricedWeight
    {
        public long Price { get; init; }

        public long Weight { get; init; }

        public int Month { get; init; }
    }
}

/// <summary>What price points are listed.</summary>
/// <param name="Direction">IM or EK.</param>
/// <param name="Code">Or what it begins with.</param>
/// <param name="From">The first month.</param>
/// <param name="To">The last month.</param>
internal sealed record PriceFilter(string? Direction, string? Code, string? Origin, DateOnly? From, DateOnly? To, string? Source);
