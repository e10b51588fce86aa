using System.Text;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Print;

/// <summary>An extract of the journal of a draft or a profile: what happened, when, who did it and with what words.</summary>
internal sealed class JournalSheet(Sheets sheets)
{
    /// <param name="numbered">The draft or profile by its number.</param>
    public void Write(string numbered, string title, IEnumerable<JournalLine> lines) =>
        sheets.Below(sheets.In(new("Extract of the journal", "Выписка из журнала")), numbered, () =>
        {
            sheets.Facts((ContentNames.Title, title));
            sheets.Table([new("Line", "№", Breaks.Nowhere), new("Time", "Время", Breaks.Nowhere), new("What happened", "Событие"), new("Who", "Кто")], lines.Select(Row));
        });

    private string[] Row(JournalLine line)
    {
        var actor = JsonSerializer.Deserialize(line.Actor, StoredDraftJson.Default.LineActorResponse)!;
        var role = sheets.In(Words.OfRole(actor.Role));
        var acting = actor.Acting ? $" ({sheets.In(new("acting", "исполняющий обязанности"))})" : "";
        return [$"{line.Line}", sheets.Time(line.At), string.Join(": ", Happened(line)), $"{actor.Name}, {role}{acting}, {sheets.Authority(actor.Authority)}"];
    }

    private IEnumerable<string> Happened(JournalLine line)
    {
        var word = EventWords.Of(line.Type);
        yield return sheets.In(word.Name);

        using var payload = JsonDocument.Parse(line.Payload);
        var said = string.Join("; ", word.Said.SelectMany(path => Texts(payload.RootElement, path.Split('.'))).Select(text => Shown(text, word)));
        if (said.Length > 0)
            yield return said;
    }

    private string Shown(string text, EventWord word) => word.Names is { } names ? sheets.In(names(text)) : Sheets.Day(text);

    /// <summary>What stands at the end of the path; of a list, what stands there in each item.</summary>
    private static IEnumerable<string> Texts(JsonElement at, ReadOnlyMemory<string> path) => at.ValueKind switch
    {
        JsonValueKind.Array => at.EnumerateArray().SelectMany(item => Texts(item, path)),
        JsonValueKind.Object when !path.IsEmpty && at.TryGetProperty(path.Span[0], out var member) => Texts(member, path[1..]),
        JsonValueKind.String when path.IsEmpty => [at.GetString()!],
        JsonValueKind.Number when path.IsEmpty => [at.GetRawText()],
        _ => [],
    };
}

/// <summary>
/// What sheets need of a journal while it is read line by line: the contents that authors have had in hand, of which there can be any number,
/// do not stay in memory.
/// </summary>
internal sealed class PrintedJournal
{
    public const string Minutes = "MinutesRecorded";
    public const string Opinion = "OpinionAgreed";

    /// <summary>In bytes. A line beyond it may bear a content.</summary>
    private const int SmallLine = 4 * 1024;

    /// <summary>No extract says anything of these.</summary>
    private static readonly string[] leftOut = ["content", "note"];

    /// <summary>All of them, the large ones without content and note.</summary>
    public List<JournalLine> Lines { get; } = [];

    /// <summary>The draft as it stood right after minutes and opinions.</summary>
    public List<(string Type, Draft Then)> Papers { get; } = [];

    /// <summary>The line of the latest version of a profile, as it is stored.</summary>
    public byte[]? Version { get; private set; }

    /// <summary>That of the version before; null if it has had one alone.</summary>
    public byte[]? VersionBefore { get; private set; }

    public void See(JournalLine line, Draft then)
    {
        See(line);
        if (line.Type is Minutes or Opinion)
            Papers.Add((line.Type, then));
    }

    public void See(JournalLine line)
    {
        if (line.Type is "ProfileRegistered" or "ProfileUpdated")
            (VersionBefore, Version) = (Version, line.Payload);
        Lines.Add(line.Payload.Length <= SmallLine ? line : line with { Payload = Encoding.UTF8.GetBytes(StoredPayload.Without(line.Payload, leftOut).ToJsonString()) });
    }
}
