using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>What the journal of an entry records. What a command does is one line, with all that it does to terms.</summary>
internal abstract record EntryEvent : JournalEvent<Entry>
{
    /// <summary>Whether it speaks of something that is kept apart.</summary>
    protected bool KeepsSomething => KeptApart.Said(this).Values.Any(value => value.Sha256 is not null);
}

/// <summary>It came into being, with its number.</summary>
internal sealed record EntryRegistered(
    string Kind,
    DateOnly Edition,
    AuthorityCode Authority,
    string Number,
    long Serial,
    DateTimeOffset ReceivedAt,
    DateOnly? SignedOn,
    string State,
    ImmutableSortedDictionary<string, EntryValue> Values,
    ImmutableArray<TermChange> Terms,
    ImmutableArray<EntryLink> Links,
    EntryOrigin? Origin = null,
    EntryPerson? Responsible = null) : EntryEvent
{
    public override Entry Begin(EventLine line) => new Entry
    {
        Id = line.Subject,
        Kind = Kind,
        Edition = Edition,
        Authority = Authority,
        Number = Number,
        Serial = Serial,
        RegisteredAt = line.At,
        ReceivedAt = ReceivedAt,
        SignedOn = SignedOn,
        State = State,
        StateSince = line.At,
        HasKept = KeepsSomething,
        Values = Values,
        Links = Links,
        Origin = Origin,
        Responsible = Responsible,
    }.With(Terms);
}

/// <summary>It took a step.</summary>
/// <param name="State">In which it is after it.</param>
/// <param name="SealedPaper">Of a closed circle, instead of the paper.</param>
/// <param name="Spread">The entries of another register that came into being with it.</param>
internal sealed record EntryStepTaken(
    string Route,
    string State,
    ImmutableSortedDictionary<string, EntryValue> Values,
    EntryPaper? Paper,
    EntryValue? Reason,
    EntryPerson? Responsible,
    ImmutableArray<TermChange> Terms,
    EntryValue? SealedPaper = null,
    ImmutableArray<SpreadEntry>? Spread = null) : EntryEvent
{
    public override Entry Apply(Entry state, EventLine line) => (state with
    {
        State = State,
        StateSince = State == state.State ? state.StateSince : line.At,
        HasKept = state.HasKept || KeepsSomething,
        Values = state.Values.SetItems(Values),
        Responsible = Responsible ?? state.Responsible,
    }).With(Terms);
}

/// <summary>An entry of another register that was spread from one.</summary>
internal sealed record SpreadEntry(Guid Entry, AuthorityCode Authority, EntryPerson? Responsible, DateOnly? DueOn);

/// <summary>A term was suspended, went on, or was extended, without a step.</summary>
internal sealed record EntryTermChanged(TermChange Term, EntryValue? Reason, DateOnly? ApplicantToldOn) : EntryEvent
{
    public override Entry Apply(Entry state, EventLine line) => (state with { HasKept = state.HasKept || KeepsSomething }).With([Term]);
}

/// <summary>A term of entries that were spread from it was extended.</summary>
/// <param name="Entries">In which it was.</param>
internal sealed record EntrySpreadExtended(string Register, string Term, TermSpan By, EntryValue? Reason, DateOnly? ApplicantToldOn, ImmutableArray<Guid> Entries) : EntryEvent
{
    public override Entry Apply(Entry state, EventLine line) => state with { HasKept = state.HasKept || KeepsSomething };
}

/// <summary>A term passed, and nobody had met it.</summary>
internal sealed record EntryTermMissed(string Term, DateTimeOffset DueAt) : EntryEvent
{
    public override Entry Apply(Entry state, EventLine line) => state with { Missed = state.Missed.Add(Term) };
}

/// <summary>It was linked to something.</summary>
internal sealed record EntryLinked(EntryLink Link) : EntryEvent
{
    public override Entry Apply(Entry state, EventLine line) => state with { Links = state.Links.Add(Link) };
}

/// <summary>What it says was wrong.</summary>
internal sealed record EntryCorrected(ImmutableSortedDictionary<string, EntryValue> Values, EntryValue Reason) : EntryEvent
{
    public override Entry Apply(Entry state, EventLine line) => state with { Values = state.Values.SetItems(Values), HasKept = true };
}

/// <summary>What was kept apart was removed, as its time was over. What the lines say stays: what it hashes to.</summary>
internal sealed record EntryValuesRemoved : EntryEvent
{
    public override Entry Apply(Entry state, EventLine line) => state with { HasKept = false, RemovedAtLine = line.Line };
}

/// <summary>What a line does to a term.</summary>
/// <param name="At">The moment from which it is counted, which may be before that of the line.</param>
/// <param name="Rule">Of a term that starts: how it is counted, whatever a later edition says.</param>
internal sealed record TermChange(
    string Term,
    TermEvent What,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TermRule? Rule = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TermSpan? By = null);

internal static class TermChanges
{
    public static Entry With(this Entry entry, ImmutableArray<TermChange> changes) => changes.Aggregate(entry, With);

    /// <summary>A term that starts, or comes again, has not been missed.</summary>
    private static Entry With(Entry entry, TermChange change) => entry with
    {
        Terms = entry.Terms.SetItem(change.Term, change.What == TermEvent.Started
            ? TermLedger.Begin(change.Rule!, change.At)
            : entry.Terms[change.Term].With(new TermLine(change.What, change.At, change.By))),
        Missed = change.What is TermEvent.Started or TermEvent.Met ? entry.Missed.Remove(change.Term) : entry.Missed,
    };
}

/// <summary>The events of an entry by the names that its journal has them by.</summary>
internal static class StoredEntryEvents
{
    private static readonly EntryJson json = new(StoredJson.AsItIs(EntryJson.Default.Options));

    public static EventTable<Entry, EntryEvent> Table { get; } = new(
        ("EntryRegistered", json.EntryRegistered),
        ("EntryStepTaken", json.EntryStepTaken),
        ("EntryTermChanged", json.EntryTermChanged),
        ("EntrySpreadExtended", json.EntrySpreadExtended),
        ("EntryTermMissed", json.EntryTermMissed),
        ("EntryLinked", json.EntryLinked),
        ("EntryCorrected", json.EntryCorrected),
        ("EntryValuesRemoved", json.EntryValuesRemoved));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(AuthorityCodeJson)])]
[JsonSerializable(typeof(EntryRegistered))]
[JsonSerializable(typeof(EntryStepTaken))]
[JsonSerializable(typeof(EntryTermChanged))]
[JsonSerializable(typeof(EntrySpreadExtended))]
[JsonSerializable(typeof(EntryTermMissed))]
[JsonSerializable(typeof(EntryLinked))]
[JsonSerializable(typeof(EntryCorrected))]
[JsonSerializable(typeof(EntryValuesRemoved))]
internal sealed partial class EntryJson : JsonSerializerContext;
