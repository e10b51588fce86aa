using System.Globalization;
using System.Runtime.CompilerServices;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Verification;

/// <summary>Controls of declarations: the chain of each journal, and each row against the fold of its lines, also those of its hits. It holds one page in memory.</summary>
internal sealed class ControlCheck(IReadDatabase database)
{
    private const int PageSize = 200;

    private static readonly string rows = $"select {ControlTables.Heads.Columns} from controls where id > @after order by id limit @most";

    private static readonly string hits = $"select {ControlTables.Hits.Columns} from control_hits where subject > @after and subject <= @upTo order by subject, place";

    private static readonly string lines = $"{ControlTables.Lines.Query} where l.subject > @after and l.subject <= @upTo order by l.subject, l.line";

    private long controls;

    /// <summary>Nothing where there are none.</summary>
    public string Summary => controls == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", the control of {controls:N0} declarations");

    public async IAsyncEnumerable<Finding> Check([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        for (var after = Guid.Empty; ;)
        {
            var page = (await connection.QueryAsync(new CommandDefinition(rows, new { after, most = PageSize }, cancellationToken: cancellation)))
                .Select(row => new StoredRow((IDictionary<string, object?>)row)).ToList();
            if (page.Count == 0)
                yield break;

            var upTo = page[^1].Id("id");
            var hitRows = (await connection.QueryAsync(new CommandDefinition(hits, new { after, upTo }, cancellationToken: cancellation)))
                .Select(row => new StoredRow((IDictionary<string, object?>)row)).ToLookup(row => row.Id("subject"));
            // Lines come after rows, and both in one transaction: what was added since is passed over.
            var journals = (await connection.List<JournalLine>(lines, new { after, upTo }, cancellation)).ToLookup(line => line.Subject);
            foreach (var row in page)
            {
                foreach (var finding in Check(row, [.. journals[row.Id("id")].Where(line => line.Line <= row.Number("last_line"))], [.. hitRows[row.Id("id")]]))
                    yield return finding;
            }
            controls += page.Count;
            after = upTo;
        }
    }

    private static List<Finding> Check(StoredRow row, JournalLine[] journal, StoredRow[] hits)
    {
        var where = $"control {row.Id("id")}";
        if (journal.Length == 0)
            return [new(where, "it has a row in controls, but no line in its journal")];

        var findings = JournalCheck.Check(where, journal).ToList();
        try
        {
            var folded = StoredControlEvents.Table.Fold(journal)!;
            findings.AddRange(row.Differences(ControlTables.Heads.Values(ControlHead.Of(folded))).Select(difference => new Finding(where, $"column {difference}")));
            var figures = HitFigures.Of(folded).ToArray();
            if (!hits.Select(hit => hit.Number("place")).SequenceEqual(figures.Select(hit => (long)hit.Place)))
                findings.Add(new(where, $"it has {figures.Length} hits by its journal, and {hits.Length} in control_hits"));
            else
            {
                findings.AddRange(hits.Zip(figures).SelectMany(pair => pair.First.Differences(ControlTables.Hits.Values(pair.Second))
                    .Select(difference => new Finding($"{where}, hit {pair.Second.Place}", $"column {difference}"))));
            }
        }
        catch (Exception failure) when (FoldFailures.IsOne(failure))
        {
            findings.Add(new(where, $"its journal cannot be read: {failure.Message}"));
        }
        return findings;
    }
}
