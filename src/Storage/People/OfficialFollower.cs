using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.People;

/// <summary>Follows the journal for the people whom it names. Lines of other nouns than drafts and profiles are passed over, whatever they say.</summary>
internal sealed class OfficialFollower(
    IJournalReader reader, IDatabase database, OfficialStore store, JournalSignal signal, IOptions<FeedSettings> settings, ILogger<OfficialFollower> log)
    : Follower(
        "officials", signal, new FollowerPace(signal, ShareOfACore, ShareWhileBusy, settings.Value.BusyCommits), rest: TimeSpan.FromSeconds(5), settings, log)
{
    private const double ShareOfACore = 0.25;
    private const double ShareWhileBusy = 0.02;
    private const int PageSize = 250;

    private static readonly string registered = StoredEvents.Table.NameOf<DraftRegistered>();

    private static readonly string linesOf = $"""
        select l.subject as Subject, l.line as Line, l.type as Type, l.at as At, l.actor as Actor,
          case when l.type in ({string.Join(", ", SeenOfficials.Telling.Select(type => $"'{type}'"))}) then l.payload end as Payload,
          d.authority as Authority, d.number as Number
        from journal_lines l left join drafts d on d.id = l.subject where l.subject in
        """;

    protected override Task Release() => store.Release();

    /// <summary>Null while another node follows.</summary>
    protected override async Task<JournalPage?> Follow(CancellationToken cancellation)
    {
        if (await store.Place(cancellation) is not { } place)
            return null;

        var page = await reader.Read(place, null, JournalScope.All, PageSize, cancellation);
        if (page.Lines.Count > 0 && !await store.Write(place, page.Next, await Seen(page.Lines, cancellation), cancellation))
            return null;
        return page;
    }

    /// <summary>With the number of a draft all lines before it are open as well, so they are read once more.</summary>
    private async Task<IReadOnlyList<OfficialRow>> Seen(IReadOnlyList<FeedLine> page, CancellationToken cancellation)
    {
        var subjects = page.GroupBy(line => line.Draft).ToDictionary(
            lines => lines.Key.Value, lines => (From: lines.Any(line => line.Type == registered) ? 1 : lines.Min(line => line.Line), UpTo: lines.Max(line => line.Line)));
        var parameters = new DynamicParameters();
        var sql = $"{linesOf} ({parameters.OneByOne("subject", [.. subjects.Keys])})";
        var rows = await database.Query(connection => connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellation)), cancellation);
        return OfficialRow.Latest(rows.Where(row => row.Line >= subjects[row.Subject].From && row.Line <= subjects[row.Subject].UpTo).SelectMany(Seen));
    }

    private static IEnumerable<OfficialRow> Seen(Row row)
    {
        var isOpen = row.Authority is null || row.Number is not null;
        var seen = row.Authority is { } authority && StoredEvents.Table.Has(row.Type)
            ? SeenOfficials.In(row.Payload is null ? null : StoredEvents.Table.Read(row.Type, row.Payload), LineActor.Read(row.Actor), authority)
            : StoredProfileEvents.Table.Has(row.Type) ? SeenOfficials.Writer(LineActor.Read(row.Actor)) : [];
        return seen.Select(each => OfficialRow.Of(each, row.At, isOpen));
    }

    private sealed class Row
    {
        public Guid Subject { get; init; }
        public int Line { get; init; }
        public string Type { get; init; } = "";
        public DateTimeOffset At { get; init; }
        public byte[] Actor { get; init; } = [];
        public byte[]? Payload { get; init; }
        public AuthorityCode? Authority { get; init; }
        public string? Number { get; init; }
    }
}
