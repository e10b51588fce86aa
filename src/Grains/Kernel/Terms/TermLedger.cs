using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>
/// What happened to a term, in order: it starts, stands still and goes on, is extended, is met. All that is said of the term is counted from
/// these lines, so that it can be explained, and counted anew by a calendar that has changed.
/// </summary>
public sealed record TermLedger(TermRule Rule, ImmutableArray<TermLine> Lines)
{
    public bool IsMet => Rule.Recurs is null && Lines[^1] is { What: TermEvent.Met };

    /// <summary>It was called off before it was met: nobody has to meet it any more.</summary>
    public bool IsOver => IsMet || Lines[^1] is { What: TermEvent.Ended };

    public bool IsSuspended => Lines[^1] is { What: TermEvent.Suspended };

    /// <summary>How often it was extended.</summary>
    public int Extensions => Lines.Count(line => line.What == TermEvent.Extended);

    internal static TermLedger Begin(TermRule rule, DateTimeOffset at) => new(rule, [new TermLine(TermEvent.Started, at)]);

    internal TermLedger With(TermLine line) => this with { Lines = Lines.Add(line) };

    /// <summary>
    /// Why the term cannot take this line, which is then not to be written: a sentence without its full stop. Whether the one who asks may, and
    /// by how much, is for the register to say.
    /// </summary>
    /// <param name="counted">The term as it stands.</param>
    internal Phrase? Fault(TermLine line, TermExplanation counted)
    {
        if (IsOver)
            return new("the term has ended", "срок уже завершён");
        return line.What switch
        {
            TermEvent.Started => new("the term runs already", "срок уже течёт"),
            TermEvent.Met or TermEvent.Ended => null,
            TermEvent.Resumed => IsSuspended ? null : new("the term is not suspended", "течение срока не приостановлено"),
            TermEvent.Suspended or TermEvent.Extended when Rule.Recurs is not null =>
                new("a term that recurs is neither suspended nor extended", "периодический срок не приостанавливается и не продлевается"),
            TermEvent.Suspended or TermEvent.Extended when IsSuspended => new("the term is suspended; it has to go on first", "течение срока приостановлено; сначала его нужно возобновить"),
            TermEvent.Suspended or TermEvent.Extended when counted.HasPassed(line.At) => new("the term has passed", "срок уже истёк"),
            TermEvent.Suspended => null,
            TermEvent.Extended => line.By switch
            {
                null or { IsInRange: false } => new($"an extension is 1 to {TermSpan.Longest}", $"продление возможно на величину от 1 до {TermSpan.Longest}"),
                { IsByTheClock: var clock } when clock != Rule.IsByTheClock || (clock && line.By.Unit != Rule.Length!.Unit) =>
                    new("the term is extended in the unit in which it is counted", "срок продлевается в тех же единицах, в которых исчисляется"),
                _ => null,
            },
        };
    }
}

/// <summary>A line of a term's ledger.</summary>
/// <param name="By">Of an extension, how much is added.</param>
/// <param name="Reason">Of an extension or a suspension.</param>
public sealed record TermLine(
    TermEvent What,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TermSpan? By = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);

/// <summary>What happens to a term.</summary>
[JsonConverter(typeof(EnumCamelCaseNames<TermEvent>))]
public enum TermEvent
{
    Started,
    Suspended,
    Resumed,
    Extended,

    /// <summary>What was due was done; of a term that recurs, for this time.</summary>
    Met,

    /// <summary>It need not be met any more.</summary>
    Ended,
}
