using Microsoft.Extensions.Caching.Memory;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// Drafts as far as the rules ask about them in lists. What the journal tells of one up to a line never changes, and the same tasks are asked for
/// all day, so it is kept for as many drafts as officials have before them.
/// </summary>
internal sealed class DraftOutlines(IReadDatabase database) : IDisposable
{
    /// <summary>Each is some 2 KB.</summary>
    private const int MostKept = 2000;

    /// <summary>What a line says and when, without who wrote it.</summary>
    private static readonly string said = JournalTables.LineRows.FieldsBut(nameof(JournalLine.Actor), nameof(JournalLine.Hash));

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>Each draft as far as its outline goes, in the order of the rows. The journal is asked only where the rows do not tell it all, and once.</summary>
    /// <param name="rows">Each with whether a joint meeting was ever convened on the draft.</param>
    public async Task<List<Draft>> Of(IReadOnlyList<(DraftHead Row, bool HadMeeting)> rows, CancellationToken cancellation)
    {
        var outlines = new Draft[rows.Count];
        List<int> asked = [];
        for (var i = 0; i < outlines.Length; i++)
        {
            var (row, hadMeeting) = rows[i];
            if (DraftOutline.Lines(row.Status, hadMeeting) == OutlineLines.None)
                outlines[i] = DraftOutline.Of(row, []);
            else if (kept.Get<Draft>(Key(row)) is { } known)
                outlines[i] = DraftOutline.Of(row, known);
            else
                asked.Add(i);
        }
        if (asked is [])
            return [.. outlines];

        var lines = await Lines([.. asked.Select(i => rows[i])], cancellation);
        foreach (var i in asked)
        {
            var row = rows[i].Row;
            var outline = DraftOutline.Of(row, lines[row.Id.Value].Where(line => line.Line <= row.LastLine).OrderBy(line => line.Line));
            kept.Set(Key(row), outline, new MemoryCacheEntryOptions { Size = 1 });
            outlines[i] = outline;
        }
        return [.. outlines];
    }

    public void Dispose() => kept.Dispose();

    private static (DraftId Id, int Line) Key(DraftHead row) => (row.Id, row.LastLine);

    private async Task<ILookup<Guid, JournalLine>> Lines((DraftHead Row, bool HadMeeting)[] rows, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        string[] parts =
        [
            .. Part(OutlineLines.OfMeetings, "meeting", ids => $"l.type in ({Listed(DraftOutline.Meetings)}) and l.subject in ({ids})"),
            .. Part(OutlineLines.WithoutContents, "open", ids => $"l.type not in ({Listed(DraftOutline.Contents)}) and l.subject in ({ids})"),
            .. Part(
                OutlineLines.OfProfile, "made",
                ids => $"(l.type in ({Listed(DraftOutline.OfProfile)}) or l.line = (select d.content_line from drafts d where d.id = l.subject)) and l.subject in ({ids})"),
        ];
        return (await database.List<JournalLine>(string.Join("\nunion all\n", parts), parameters, cancellation)).ToLookup(line => line.Subject);

        IEnumerable<string> Part(OutlineLines needed, string name, Func<string, string> condition)
        {
            DraftId[] ids = [.. rows.Where(each => DraftOutline.Lines(each.Row.Status, each.HadMeeting) == needed).Select(each => each.Row.Id)];
            return ids is [] ? [] : [$"select {said} from journal_lines l where {condition(parameters.OneByOne(name, ids))}"];
        }

        static string Listed(ImmutableArray<string> types) => string.Join(", ", types.Select(type => $"'{type}'"));
    }
}
