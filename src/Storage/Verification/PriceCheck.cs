using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Storage.Verification;

/// <summary>Price points have the hashes of what they say; what researches found has its own, and is there for each research.</summary>
internal sealed class PriceCheck(IReadDatabase database)
{
    private const int PageSize = 1_000;

    private static readonly string points = $"{PriceRow.Mapping.Query} where p.id > @after order by p.id limit @most";

    private static readonly string lines = $"{EntryTables.Lines.Query} where l.subject = @entry order by l.line";

    private long seen;

    /// <summary>What was looked at, as the end of a sentence; nothing where there are none.</summary>
    public string Summary => seen > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {seen:N0} price points") : "";

    public async IAsyncEnumerable<Finding> Check([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        for (var after = 0L; await connection.List<PriceRow>(points, new { after, most = PageSize }, cancellation) is [.., var last] page; after = last.Id)
        {
            foreach (var row in page.Where(row => PriceRow.Of(row.ToPoint(), row.Load) with { Id = row.Id } != row))
                yield return new($"price point {row.Id}", "its row does not have the hashes and the price of what it says");
            seen += page.Count;
        }

        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sha256 in await connection.List<string>("select sha256 from price_figures order by sha256", null, cancellation))
        {
            kept.Add(sha256);
            if (Convert.ToHexStringLower(SHA256.HashData((await connection.One<byte[]>("select figures from price_figures where sha256 = @sha256", new { sha256 }, cancellation))!)) != sha256)
                yield return new($"figures {sha256}", "they do not have their hash");
        }
        foreach (var entry in await connection.List<Guid>("select id from entries where kind = @kind order by id", new { kind = PriceResearches.Register }, cancellation))
        {
            var journal = await connection.List<JournalLine>(lines, new { entry }, cancellation);
            if (FiguresOf(journal) is { } named && !kept.Contains(named))
                yield return new($"entry {entry}", $"the figures {named} that its line names are not there");
        }
    }

    /// <summary>Null where the journal cannot be read, which the check of entries tells.</summary>
    private static string? FiguresOf(List<JournalLine> journal)
    {
        try
        {
            return StoredEntryEvents.Table.Fold(journal)?.Open.GetValueOrDefault(PriceResearches.Figures);
        }
        catch (Exception failure) when (FoldFailures.IsOne(failure))
        {
            return null;
        }
    }
}
