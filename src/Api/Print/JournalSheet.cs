using System.Globalization;
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

    private string Shown(string text, EventWord word)
    {
        if (word.Names is { } names)
            return sheets.In(names(text));
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Sheets.Day(day) : text;
    }

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
