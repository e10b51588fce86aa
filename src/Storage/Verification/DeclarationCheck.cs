using System.Runtime.CompilerServices;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Verification;

/// <summary>Declarations: each says what its hash says, and what its row says of it; of each number one version is the first and one the latest; and what there is of a month is counted.</summary>
internal sealed class DeclarationCheck(IReadDatabase database, SegmentShelf? shelf)
{
    private const int PageSize = 1_000;

    private const string Page = """
        select number as Number, version as Version, month as Month, authority as Authority, control as Control, items as Items, hash as Hash, line as Line, load as Load,
          revision as Revision, is_first as IsFirst, is_latest as IsLatest, segment as Segment
        from declarations where (number, version) > (@number, @version) order by number, version limit @most
        """;

    private const string Counted = """
        select d.month from (select month, count(distinct number) as declarations from declarations group by month) d
        left join (select month, sum(declarations) as declarations from declaration_coverage group by month) c on c.month = d.month
        where coalesce(c.declarations, 0) <> d.declarations
          and not exists (select 1 from declaration_removals r where r.month = d.month)
        """;

    private readonly Dictionary<long, SegmentRow> segments = [];
    private long declarations;

    /// <summary>What was looked at, as the end of a sentence; nothing where there are none.</summary>
    public string Summary => declarations > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"; {declarations:N0} versions of declarations") : "";

    public async IAsyncEnumerable<Finding> Check(IProgressDisplay progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var all = await database.One<long>("select count(*) from declarations", null, cancellation);
        if (all == 0)
            yield break;
        await foreach (var finding in CheckSegments(cancellation))
            yield return finding;
        var shown = progress.Begin("Declarations", all);
        await using var connection = await database.Open(cancellation);
        var (number, version, of) = ("", 0, new List<DeclarationRow>());
        while (await connection.List<DeclarationRow>(Page, new { number, version, most = PageSize }, cancellation) is [.., var last] page)
        {
            foreach (var row in page)
            {
                if (of.Count > 0 && of[0].Number != row.Number)
                {
                    foreach (var finding in OfNumber(of))
                        yield return finding;
                    of.Clear();
                }
                of.Add(row);
                if (FaultOf(row) is { } fault)
                    yield return new($"declaration {row.Number}, version {row.Version}", fault);
            }
            declarations += page.Count;
            shown.Report(page.Count);
            (number, version) = (last.Number, last.Version);
        }
        foreach (var finding in OfNumber(of))
            yield return finding;
        foreach (var month in await connection.List<int>(Counted, null, cancellation))
            yield return new($"declarations of {month}", "there are not as many as are counted");
    }

    private static IEnumerable<Finding> OfNumber(List<DeclarationRow> versions)
    {
        if (versions is not [var lowest, ..])
            yield break;
        if (versions.Any(row => row.IsFirst != (row == lowest)))
            yield return new($"declaration {lowest.Number}", "the first version of it is not the lowest");
        if (versions.Any(row => row.IsLatest != (row == versions[^1])))
            yield return new($"declaration {lowest.Number}", "the latest version of it is not the highest");
    }

    /// <summary>Each segment as a whole; what its rows say of it is looked at with them.</summary>
    private async IAsyncEnumerable<Finding> CheckSegments([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (shelf is null)
            yield break;
        foreach (var row in await shelf.Catalogue(cancellation))
        {
            var fault = "";
            try
            {
                if (Convert.ToHexStringLower(shelf.Open(row).Sha256()) != row.Sha256)
                    fault = "its bytes do not have its hash";
            }
            catch (Exception unreadable) when (unreadable is IOException or InvalidSegmentException)
            {
                fault = unreadable.Message;
            }
            if (fault.Length == 0)
                segments[row.Id] = row;
            else
                yield return new($"segment {row.File}", fault);
        }
    }

    private string? FaultOf(DeclarationRow row)
    {
        if (row.Segment is { } id)
        {
            if (!segments.TryGetValue(id, out var segment))
                return null; // told as a whole, or not to be looked at
            try
            {
                var opened = shelf!.Open(segment);
                return opened.HashOf(SegmentShelf.PlaceOf(opened, row.Number, row.Version)).SequenceEqual(row.Hash) ? null : "its content in the segment does not have its hash";
            }
            catch (InvalidSegmentException missing)
            {
                return missing.Message;
            }
        }
        if (!DeclarationJson.HashOf(row.Line).AsSpan().SequenceEqual(row.Hash))
            return "its content does not have its hash";
        try
        {
            var made = DeclarationRow.Of(CanonicalDeclaration.Of(DeclarationJson.ReadCanonical(row.Line)), row.Load);
            return (made.Number, made.Version, made.Month, made.Authority, made.Control, made.Items) == (row.Number, row.Version, row.Month, row.Authority, row.Control, row.Items)
                ? null : "its row says something else than its content";
        }
        catch (FormatException unreadable)
        {
            return $"its content cannot be read: {unreadable.Message}";
        }
    }
}
