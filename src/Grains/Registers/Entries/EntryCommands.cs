namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>What somebody wants of an entry. What it may be depends on the register's file, so that one set of commands serves all.</summary>
internal abstract record EntryCommand;

/// <param name="ReceivedAt">When it came in; now, where nothing is said.</param>
/// <param name="SignedOn">When the paper was signed, where the register asks for it.</param>
internal sealed record RegisterEntry(
    AuthorityCode Authority, ImmutableSortedDictionary<string, string> Values, DateTimeOffset? ReceivedAt = null, DateOnly? SignedOn = null, ImmutableArray<EntryLink> Links = default)
    : EntryCommand;

internal sealed record TakeStep(
    string Route, ImmutableSortedDictionary<string, string> Values, EntryPaper? Paper = null, string? Reason = null, EntryPerson? Responsible = null) : EntryCommand;

internal sealed record ExtendTerm(string Term, TermSpan By, string Reason, DateOnly? ApplicantToldOn = null) : EntryCommand;

internal sealed record SuspendTerm(string Term, string Reason) : EntryCommand;

internal sealed record ResumeTerm(string Term) : EntryCommand;

internal sealed record LinkEntry(EntryLink Link) : EntryCommand;

internal sealed record CorrectEntry(ImmutableSortedDictionary<string, string> Values, string Reason) : EntryCommand;

/// <summary>What the watch asks: have terms passed?</summary>
internal sealed record LookAtTerms : EntryCommand;

/// <summary>What a rule is told beside the entry and the command.</summary>
/// <param name="Salt">For what is kept apart; used for this command alone.</param>
/// <param name="Place">Clock, calendar and opening hours of the entry's authority.</param>
/// <param name="IsWithin">Whether an authority is another or stands below it.</param>
internal sealed record EntryCircumstances(DateTimeOffset Now, Actor Actor, byte[] Salt, TermPlace Place, Func<AuthorityCode, AuthorityCode, bool> IsWithin)
{
    public DateOnly Today => DateOnly.FromDateTime(Place.Zones.Local(Now).DateTime);
}

/// <summary>What a rule answers: events to be written with what is kept apart from them, or a refusal. No event means that there is nothing to do.</summary>
internal sealed record EntryDecision(ImmutableArray<EntryEvent> Events, ImmutableArray<KeptValue> Kept, Refusal? Refusal = null)
{
    public static readonly EntryDecision Nothing = new([], []);

    public static EntryDecision Event(EntryEvent happened, ImmutableArray<KeptValue> kept) => new([happened], kept);

    public static implicit operator EntryDecision(Refusal refusal) => new([], [], refusal);
}
