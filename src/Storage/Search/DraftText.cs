using RmsOrleans.Grains.Content;

namespace RmsOrleans.Storage.Search;

/// <summary>The words of a draft's title, descriptions and note as they are now, each once, and the marks of its indicators.</summary>
internal sealed record DraftText(DraftId Draft, AuthorityCode Authority, DateTimeOffset PreparedAt, string Words, ImmutableArray<string> Marks)
{
    /// <summary>What PostgreSQL's index can hold of one draft.</summary>
    private const int Most = 200_000;

    private static readonly ImmutableArray<string> bearers =
        [StoredEvents.Table.NameOf<DraftPrepared>(), StoredEvents.Table.NameOf<DraftSubmitted>(), StoredEvents.Table.NameOf<DraftEdited>()];

    /// <summary>Whether lines of a type, by its stored name, bear a content.</summary>
    public static bool IsIn(string type) => bearers.Contains(type);

    public static DraftText Of(ContentRow row)
    {
        var (content, note) = Read(row.Type, row.Payload);
        var words = new HashSet<string>(StringComparer.Ordinal);
        var length = 0;
        foreach (var word in Texts(content, note).OfType<string>().SelectMany(SearchWords.Of))
        {
            if (words.Add(word) && (length += word.Length + 1) > Most)
                break;
        }
        return new DraftText(
            row.Draft, row.Authority, row.PreparedAt, string.Join(' ', words),
            [.. IndicatorMarks.Of(content.RiskArea.Indicators).Select(mark => mark.ToString())]);
    }

    /// <summary>What a line bears of which <see cref="IsIn"/> holds.</summary>
    public static (DraftContent Content, ExplanatoryNote Note) Read(string type, byte[] payload) => StoredEvents.Table.Read(type, payload) switch
    {
        DraftPrepared prepared => (prepared.Content, prepared.Note),
        DraftSubmitted submitted => (submitted.Content, submitted.Note),
        DraftEdited edited => (edited.Content, edited.Note),
        var other => throw new InvalidOperationException($"A {other.GetType().Name} bears no content."),
    };

    private static IEnumerable<string?> Texts(DraftContent content, ExplanatoryNote note) =>
    [
        content.Title, content.RiskArea.Description, note.Methodology, note.Logic, note.Calculation, note.Assessment, note.Consequences,
        .. note.Sources,
        .. content.RiskArea.Indicators.Select(indicator => indicator.Text),
        .. content.Measures.SelectMany(measure => new[] { measure.Description, measure.Characteristics, measure.Note }),
    ];
}

/// <summary>The line that bears the present content of a draft.</summary>
internal sealed record ContentRow(DraftId Draft, int Line, string Type, AuthorityCode Authority, DateTimeOffset PreparedAt, byte[] Payload);
