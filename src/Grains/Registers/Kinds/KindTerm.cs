using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>A term that entries of a register have, as its file says it.</summary>
/// <param name="Code">Its name for programs: <c>answer</c>.</param>
/// <param name="Length">How long; nothing where it recurs.</param>
/// <param name="Recurs">When it comes again; nothing where it has a length.</param>
/// <param name="Roll">Where a last day goes that is not worked.</param>
/// <param name="Start">Which day is the first.</param>
/// <param name="From">What it is counted from.</param>
/// <param name="Instead">Other lengths, where a field says so; the first that fits.</param>
/// <param name="Extensions">The extensions that are possible, in their order, each once.</param>
/// <param name="Suspension">Who may suspend it and let it go on; nobody where nothing is said.</param>
/// <param name="Unconfirmed">No text that could be read says how long it is.</param>
public sealed record KindTerm(
    string Code,
    KindText Title,
    TermSpan? Length = null,
    TermRecurrence? Recurs = null,
    TermRoll Roll = TermRoll.Next,
    TermStart Start = TermStart.DayAfter,
    KindEvent From = KindEvent.Registration,
    ImmutableArray<KindLength> Instead = default,
    ImmutableArray<KindExtension> Extensions = default,
    KindRight? Suspension = null,
    bool Unconfirmed = false)
{
    public ImmutableArray<KindLength> Instead { get; init; } = Instead.IsDefault ? [] : Instead;
    public ImmutableArray<KindExtension> Extensions { get; init; } = Extensions.IsDefault ? [] : Extensions;

    /// <summary>How long it is for an entry that says this.</summary>
    internal TermRule RuleFor(IReadOnlyDictionary<string, string> values) => new(
        Instead.FirstOrDefault(other => values.GetValueOrDefault(other.Field) == other.Is)?.Length ?? Length, Recurs, Roll, Start);
}

/// <summary>What a term is counted from.</summary>
[JsonConverter(typeof(EnumCamelCaseNames<KindEvent>))]
public enum KindEvent
{
    /// <summary>The moment at which the entry got its number.</summary>
    Registration,

    /// <summary>The moment at which what it is about came in.</summary>
    Receipt,

    /// <summary>The day on which the paper was signed.</summary>
    Signing,

    /// <summary>The step that starts it.</summary>
    Step,
}

/// <summary>Another length, for entries in which a field has this value.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Is">The value.</param>
/// <param name="Length">How long the term is then.</param>
public sealed record KindLength(string Field, string Is, TermSpan Length);

/// <summary>An extension that is possible: by at most so much, by whom.</summary>
/// <param name="AtMost">By how much, at most.</param>
/// <param name="By">Who extends.</param>
/// <param name="ApplicantTold">The day on which the applicant was told must be said.</param>
public sealed record KindExtension(TermSpan AtMost, KindRight By, bool ApplicantTold = false);
