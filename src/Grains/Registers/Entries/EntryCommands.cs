using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>What somebody wants of an entry. What it may be depends on the register's file, so that one set of commands serves all.</summary>
[GenerateSerializer, Alias("entry-command"), Immutable]
public abstract record EntryCommand;

/// <param name="ReceivedAt">When it came in; now, where nothing is said.</param>
/// <param name="SignedOn">When the paper was signed, where the register asks for it.</param>
[GenerateSerializer, Alias("add-entry"), Immutable]
public sealed record AddEntry(
    [property: Id(0)] AuthorityCode Authority,
    [property: Id(1)] ImmutableSortedDictionary<string, string> Values,
    [property: Id(2)] DateTimeOffset? ReceivedAt = null,
    [property: Id(3)] DateOnly? SignedOn = null,
    ImmutableArray<EntryLink> Links = default) : EntryCommand
{
    [Id(4)] public ImmutableArray<EntryLink> Links { get; init; } = Links.IsDefault ? [] : Links;

    /// <summary>Fields that the program alone fills in. No request has them, and hashes of requests are kept that knew of none.</summary>
    [Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ImmutableSortedDictionary<string, string>? Computed { get; init; }

    /// <summary>Whether the program registers it by itself, whatever its register says of roles. No request can say so.</summary>
    [Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool ByProgram { get; init; }
}

[GenerateSerializer, Alias("take-step"), Immutable]
public sealed record TakeStep(
    [property: Id(0)] string Route,
    [property: Id(1)] ImmutableSortedDictionary<string, string> Values,
    [property: Id(2)] EntryPaper? Paper = null,
    [property: Id(3)] string? Reason = null,
    [property: Id(4)] EntryPerson? Responsible = null,
    [property: Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<EntryExecutor>? Executors = null) : EntryCommand;

/// <summary>One of those over whom a step spreads an entry.</summary>
/// <param name="Responsible">The person in the authority, where it is not for its head to name somebody.</param>
/// <param name="DueOn">The last day that is named for this one; what the register says where it is left out.</param>
[GenerateSerializer, Alias("entry-executor"), Immutable]
public sealed record EntryExecutor([property: Id(0)] AuthorityCode Authority, [property: Id(1)] EntryPerson? Responsible = null, [property: Id(2)] DateOnly? DueOn = null);

/// <param name="OfExecutors">Not its own term, but that of each entry that was spread from it and in which it can be extended.</param>
[GenerateSerializer, Alias("extend-term"), Immutable]
public sealed record ExtendTerm(
    [property: Id(0)] string Term,
    [property: Id(1)] TermSpan By,
    [property: Id(2)] string Reason,
    [property: Id(3)] DateOnly? ApplicantToldOn = null,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool OfExecutors = false) : EntryCommand;

[GenerateSerializer, Alias("suspend-term"), Immutable]
public sealed record SuspendTerm([property: Id(0)] string Term, [property: Id(1)] string Reason) : EntryCommand;

[GenerateSerializer, Alias("resume-term"), Immutable]
public sealed record ResumeTerm([property: Id(0)] string Term) : EntryCommand;

[GenerateSerializer, Alias("link-entry"), Immutable]
public sealed record LinkEntry([property: Id(0)] EntryLink Link) : EntryCommand;

[GenerateSerializer, Alias("correct-entry"), Immutable]
public sealed record CorrectEntry([property: Id(0)] ImmutableSortedDictionary<string, string> Values, [property: Id(1)] string Reason) : EntryCommand;

/// <summary>What the watch asks: have terms passed?</summary>
[GenerateSerializer, Alias("look-at-terms"), Immutable]
internal sealed record LookAtTerms : EntryCommand;

/// <summary>What a rule is told beside the entry and the command.</summary>
/// <param name="Salt">For what is kept apart; used for this command alone.</param>
/// <param name="Place">Clock, calendar and opening hours of the entry's authority.</param>
/// <param name="IsWithin">Whether an authority is another or stands below it.</param>
/// <param name="Sealer">Of closed circles; null where this program has no key.</param>
/// <param name="Given">What the program fills in with a step, by field.</param>
internal sealed record EntryCircumstances(
    DateTimeOffset Now, Actor Actor, byte[] Salt, TermPlace Place, Func<AuthorityCode, AuthorityCode, bool> IsWithin, Sealer? Sealer = null,
    ImmutableSortedDictionary<string, string>? Given = null)
{
    /// <summary>The entries that were spread from it, as their rows say; none where they are of no matter.</summary>
    public IReadOnlyList<EntryHead> Spread { get; init; } = [];

    public DateOnly Today => DateOnly.FromDateTime(Place.Zones.Local(Now).DateTime);
}

/// <summary>What a rule answers: events to be written with what is kept apart from them, or a refusal. No event means that there is nothing to do.</summary>
internal sealed record EntryDecision(ImmutableArray<EntryEvent> Events, ImmutableArray<KeptValue> Kept, Refusal? Refusal = null)
{
    public static readonly EntryDecision Nothing = new([], []);

    public static EntryDecision Event(EntryEvent happened, ImmutableArray<KeptValue> kept) => new([happened], kept);

    public static implicit operator EntryDecision(Refusal refusal) => new([], [], refusal);
}
