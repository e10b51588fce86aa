using System.Text;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Declarations;

/// <summary>Loads, single declarations and what there is of which month.</summary>
internal sealed class DeclarationQueries(IReadDatabase database, SegmentShelf shelf)
{
    private const string Faults = """
        select position as Position, load as Load, line as Line, pointer as Pointer, code as Code, detail as Detail from declaration_load_faults
        where load = @load and position > @after order by position limit @limit
        """;

    private static readonly string coverage = $"{DeclarationCoverageRow.Mapping.Query} where c.month >= @from and c.month <= @to order by c.month, c.authority";

    private const string Removals = """
        select month as Month, declarations as Declarations, items as Items, events as Events, outcomes as Outcomes, kept_months as KeptMonths, removed_at as RemovedAt
        from declaration_removals order by id desc limit @limit
        """;

    /// <summary>The latest first; one more than <paramref name="limit"/> if there are others.</summary>
    /// <param name="prices">Loads of price points, or all others.</param>
    /// <param name="authority">Only those of this one's callers; null for all.</param>
    public Task<List<LoadRow>> Loads(bool prices, AuthorityCode? authority, long? before, int limit, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { limit = limit + 1 });
        var sql = new StringBuilder($"select {LoadRow.Columns} from declaration_loads where kind {(prices ? "=" : "<>")} 'Prices'");
        sql.And(parameters, "authority = @authority", "authority", authority);
        sql.And(parameters, "id < @before", "before", before);
        return database.List<LoadRow>(sql.Append(" order by id desc limit @limit").ToString(), parameters, cancellation);
    }

    public Task<LoadRow?> Load(long id, CancellationToken cancellation) =>
        database.One<LoadRow>($"select {LoadRow.Columns} from declaration_loads where id = @id", new { id }, cancellation);

    /// <summary>In the order of the file; one more than <paramref name="limit"/> if there are others.</summary>
    public Task<List<LoadFaultRow>> FaultsOf(long load, long after, int limit, CancellationToken cancellation) =>
        database.List<LoadFaultRow>(Faults, new { load, after, limit = limit + 1 }, cancellation);

    /// <param name="from">A month such as 202601.</param>
    public Task<List<DeclarationCoverageRow>> Covered(int from, int to, CancellationToken cancellation) =>
        database.List<DeclarationCoverageRow>(coverage, new { from, to }, cancellation);

    /// <summary>What was removed by the retention, the latest first.</summary>
    public Task<List<RemovalRow>> Removed(int limit, CancellationToken cancellation) => database.List<RemovalRow>(Removals, new { limit }, cancellation);

    /// <summary>What lies in segments.</summary>
    public async Task<SealedItems> Sealed(CancellationToken cancellation) => (await database.One<SealedItems>(
        "select count(*) as Count, cast(coalesce(sum(items), 0) as bigint) as Items from declaration_segments where state = 'Live'", null, cancellation))!;

    public Task<long> Revision(CancellationToken cancellation) => database.One<long>("select revision from declaration_data", null, cancellation);

    /// <summary>A declaration in all versions that are kept, with its outcomes and events; null if there is none.</summary>
    public async Task<StoredDeclaration?> Find(DeclarationNumber number, CancellationToken cancellation)
    {
        var named = new { number = number.ToString() };
        await using var connection = await database.Open(cancellation);
        var versions = await connection.List<DeclarationRow>($"{DeclarationRow.Mapping.Query} where number = @number order by version", named, cancellation);
        if (versions.Count == 0)
            return null;
        var outcomes = await connection.List<OutcomeRow>($"{OutcomeRow.Mapping.Query} where number = @number", named, cancellation);
        var events = await connection.List<EventRow>($"{EventRow.Mapping.Query} where number = @number order by at, code", named, cancellation);
        var stored = ImmutableArray.CreateBuilder<StoredDeclarationVersion>(versions.Count);
        foreach (var version in versions)
        {
            var line = version.Segment is { } segment ? await shelf.LineOf(segment, version.Number, version.Version, cancellation) : version.Line;
            stored.Add(new(With(DeclarationJson.ReadCanonical(line), outcomes), version.Load, version.Revision, version.IsFirst, version.IsLatest));
        }
        return new(stored.MoveToImmutable(), [.. events]);
    }

    /// <summary>With the outcomes that are known of it.</summary>
    internal static Declaration With(Declaration declaration, List<OutcomeRow> outcomes) => outcomes.Count == 0 ? declaration : declaration with
    {
        Items = [.. declaration.Items.Select(item => item with { Outcome = outcomes.Find(row => row.Item == item.Number)?.ToOutcome() })],
    };
}

/// <summary>A declaration as it is stored.</summary>
internal sealed record StoredDeclaration(ImmutableArray<StoredDeclarationVersion> Versions, ImmutableArray<EventRow> Events);

/// <summary>A version of it, and the load that brought it.</summary>
internal sealed record StoredDeclarationVersion(Declaration Declaration, long Load, long Revision, bool IsFirst, bool IsLatest);

/// <summary>How much there is of a month and of an authority where goods lay.</summary>
internal sealed record DeclarationCoverageRow(int Month, string Authority, long Declarations, long Items, DateTimeOffset ChangedAt)
{
    public static readonly RowMapping<DeclarationCoverageRow> Mapping = new("declaration_coverage", "c", ["month", "authority"]);
}

/// <summary>A month that was removed, as it fell out of what is kept.</summary>
internal sealed record RemovalRow(int Month, long Declarations, long Items, long Events, long Outcomes, int KeptMonths, DateTimeOffset RemovedAt);

/// <summary>How many segments there are, and how many items lie in them.</summary>
internal sealed class SealedItems
{
    public long Count { get; init; }

    public long Items { get; init; }
}
