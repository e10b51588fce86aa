using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Api.Declarations;

/// <summary>A line of the journal of a declaration's control.</summary>
/// <param name="Line">From 1 on.</param>
/// <param name="Type">What happened, by a name that never changes its meaning.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Hit">The place of the hit that it is about.</param>
/// <param name="Measure">The place of the measure among those of the hit.</param>
/// <param name="Note">What was written with it.</param>
/// <param name="Hash">Of the line, over that of the line before, hexadecimal.</param>
public sealed record ControlLineResponse(int Line, string Type, DateTimeOffset At, LineActorResponse Actor, int? Hit, int? Measure, string? Note, string Hash)
{
    /// <summary>What happened, as people call it, in the language of the answer.</summary>
    public Phrase TypeName => ControlTimeline.InWords(Type);
}

/// <summary>Turns stored lines of a control into a timeline.</summary>
internal static class ControlTimeline
{
    private static readonly Dictionary<string, Phrase> words = new(StringComparer.Ordinal)
    {
        ["DeclarationChecked"] = new("Checked", "Проверена"),
        ["HitFound"] = new("Hit found", "Выявлено срабатывание"),
        ["MeasuresDue"] = new("Measures have become due", "Меры подлежат применению"),
        ["HitDecided"] = new("Decision on a hit", "Принято решение по срабатыванию"),
        ["MeasureAgreed"] = new("Measure agreed to", "Мера согласована"),
        ["MeasureEntered"] = new("Entry about a measure", "Отметка о применении меры"),
        ["ResultRecorded"] = new("Result recorded", "Зарегистрирован результат"),
        ["ControlClosed"] = new("Control closed", "Контроль завершён"),
    };

    public static IEnumerable<string> Known => words.Keys;

    /// <summary>An event that has no words here keeps its name.</summary>
    public static Phrase InWords(string type) => words.GetValueOrDefault(type) ?? Phrase.Same(type);

    public static ImmutableArray<ControlLineResponse> Of(IEnumerable<JournalLine> lines) => [.. lines.Select(Of)];

    private static ControlLineResponse Of(JournalLine line)
    {
        using var payload = JsonDocument.Parse(line.Payload);
        var root = payload.RootElement;
        var hit = root.TryGetProperty("hit", out var named) ? named : default;
        return new(
            line.Line, line.Type, line.At.In(MoscowDays.Zone), JsonSerializer.Deserialize(line.Actor, StoredDraftJson.Default.LineActorResponse)!,
            hit.ValueKind switch
            {
                JsonValueKind.Number => hit.GetInt32(),
                JsonValueKind.Object => hit.GetProperty("place").GetInt32(),
                _ => null,
            },
            root.TryGetProperty("measure", out var measure) && measure.ValueKind == JsonValueKind.Number ? measure.GetInt32() : null,
            NoteOf(root) ?? NoteOf(hit), Convert.ToHexStringLower(line.Hash));
    }

    private static string? NoteOf(JsonElement of) => of.ValueKind == JsonValueKind.Object && (of.TryGetProperty("note", out var note) || of.TryGetProperty("reason", out note)) && note.ValueKind == JsonValueKind.String
        ? note.GetString() : null;
}
