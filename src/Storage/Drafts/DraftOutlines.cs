using System.Data.Common;
using Microsoft.Extensions.Caching.Memory;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// Drafts as far as lists show them and the rules ask about them. What the journal tells of one up to a line never changes, nor does its row, and the
/// same tasks are asked for all day, so both are kept for as many drafts as officials have before them.
/// </summary>
internal sealed class DraftOutlines(IReadDatabase database) : IDisposable
{
    /// <summary>Each is some 3 KB.</summary>
    private const int MostKept = 4000;

    /// <summary>Told by an index alone.</summary>
    private const string HadMeeting =
        "case when exists (select 1 from journal_lines m where m.subject = d.id and m.type = 'MeetingConvened') then 1 else 0 end";

    /// <summary>What a line says and when, without who wrote it.</summary>
    private static readonly string said = JournalTables.LineRows.FieldsBut(nameof(JournalLine.Actor), nameof(JournalLine.Hash));

    private static readonly string shown = JournalTables.DraftRows.FieldsBut(nameof(DraftHead.LastHash), nameof(DraftHead.DeadlineMissed));

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>
    /// Each draft as it stood after its line, in the order in which they are named, or as it stands now if it has gone on since. The database is asked
    /// for those alone that are not known, and the journal only where their rows do not tell it all.
    /// </summary>
    public async Task<List<OutlinedDraft>> Of(IReadOnlyList<(DraftId Id, int Line)> drafts, CancellationToken cancellation)
    {
        var outlined = new OutlinedDraft?[drafts.Count];
        List<DraftId> unknown = [];
        for (var i = 0; i < outlined.Length; i++)
        {
            outlined[i] = kept.Get<OutlinedDraft>(drafts[i]);
            if (outlined[i] is null)
                unknown.Add(drafts[i].Id);
        }
        if (unknown is not [])
        {
            var read = (await Read(unknown, cancellation)).ToDictionary(each => each.Row.Id);
            for (var i = 0; i < outlined.Length; i++)
                outlined[i] ??= read[drafts[i].Id];
        }
        return [.. outlined.OfType<OutlinedDraft>()];
    }

    private async Task<List<OutlinedDraft>> Read(IReadOnlyList<DraftId> drafts, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        await using var connection = await database.Open(cancellation);
        var rows = (await connection.QueryAsync<DraftHead, Beside, (DraftHead Row, bool HadMeeting)>(
            new CommandDefinition(
                $"select {shown}, {HadMeeting} as HadMeeting from drafts d where d.id in ({parameters.OneByOne("draft", drafts)})", parameters, cancellationToken: cancellation),
            (row, beside) => (row, beside.HadMeeting == 1),
            splitOn: nameof(Beside.HadMeeting))).AsList();

        var asked = rows.Where(each => DraftOutline.Lines(each.Row.Status, each.HadMeeting) != OutlineLines.None).ToArray();
        var lines = asked is [] ? null : await Lines(connection, asked, cancellation);
        List<OutlinedDraft> read = [];
        foreach (var (row, _) in rows)
        {
            IEnumerable<JournalLine> told = lines is null ? [] : lines[row.Id.Value].Where(line => line.Line <= row.LastLine).OrderBy(line => line.Line);
            var outlined = new OutlinedDraft(row, DraftOutline.Of(row, told));
            kept.Set((row.Id, row.LastLine), outlined, new MemoryCacheEntryOptions { Size = 1 });
            read.Add(outlined);
        }
        return read;
    }

    public void Dispose() => kept.Dispose();

    private static async Task<ILookup<Guid, JournalLine>> Lines(DbConnection connection, (DraftHead Row, bool HadMeeting)[] rows, CancellationToken cancellation)
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
        return (await connection.List<JournalLine>(string.Join("\nunion all\n", parts), parameters, cancellation)).ToLookup(line => line.Subject);

        IEnumerable<string> Part(OutlineLines needed, string name, Func<string, string> condition)
        {
            DraftId[] ids = [.. rows.Where(each => DraftOutline.Lines(each.Row.Status, each.HadMeeting) == needed).Select(each => each.Row.Id)];
            return ids is [] ? [] : [$"select {said} from journal_lines l where {condition(parameters.OneByOne(name, ids))}"];
        }

        static string Listed(ImmutableArray<string> types) => string.Join(", ", types.Select(type => $"'{type}'"));
    }

    private sealed class Beside
    {
        public long HadMeeting { get; init; }
    }
}

/// <summary>What a list shows of a draft, and what the rules ask about it.</summary>
/// <param name="Row">Without the hash of its last line.</param>
internal sealed record OutlinedDraft(DraftHead Row, Draft Draft);
