namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>An entry of a register, as its lines tell it.</summary>
public sealed record Entry : Journaled
{
    public required Guid Id { get; init; }

    /// <summary>The code of its register.</summary>
    public required string Kind { get; init; }

    /// <summary>The first day of the edition by which it lives.</summary>
    public required DateOnly Edition { get; init; }

    public required AuthorityCode Authority { get; init; }

    /// <summary>As it is printed; it never changes.</summary>
    public required string Number { get; init; }

    public required long Serial { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When what it is about came in.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the paper that came in was signed.</summary>
    public DateOnly? SignedOn { get; init; }

    public required string State { get; init; }

    /// <summary>Since when it is in this state.</summary>
    public DateTimeOffset StateSince { get; init; }

    /// <summary>Whether something is kept apart that its lines speak of.</summary>
    public bool HasKept { get; init; }

    /// <summary>The line that says that what was kept apart has been removed; 0 if none does.</summary>
    public int RemovedAtLine { get; init; }

    public EntryPerson? Responsible { get; init; }

    /// <summary>The entry of another register from which it was spread; null where it was registered by itself.</summary>
    public EntryOrigin? Origin { get; init; }

    public ImmutableSortedDictionary<string, EntryValue> Values { get; init; } = ImmutableSortedDictionary<string, EntryValue>.Empty;

    /// <summary>The last ledger of each term, also of those that have ended.</summary>
    public ImmutableSortedDictionary<string, TermLedger> Terms { get; init; } = ImmutableSortedDictionary<string, TermLedger>.Empty;

    /// <summary>Terms whose passing has been written down.</summary>
    public ImmutableSortedSet<string> Missed { get; init; } = [];

    public ImmutableArray<EntryLink> Links { get; init; } = [];

    /// <summary>The terms that somebody has to meet.</summary>
    public IEnumerable<KeyValuePair<string, TermLedger>> Running => Terms.Where(term => !term.Value.IsOver);

    public TermLedger? RunningTerm(string code) => Terms.GetValueOrDefault(code) is { IsOver: false } ledger ? ledger : null;

    /// <summary>What stands in the open, which is all that anything depends on.</summary>
    public ImmutableSortedDictionary<string, string> Open =>
        Values.Where(value => value.Value.Plain is not null).ToImmutableSortedDictionary(value => value.Key, value => value.Value.Plain!);
}

/// <summary>Who is responsible for an entry.</summary>
[GenerateSerializer, Alias("entry-person"), Immutable]
public sealed record EntryPerson([property: Id(0)] string Subject, [property: Id(1)] string Name);

/// <summary>The entry from which another was spread.</summary>
/// <param name="Authority">Of that entry: who gave it.</param>
public sealed record EntryOrigin(Guid Entry, string Kind, string Number, AuthorityCode Authority);

/// <summary>A paper by its number and its day.</summary>
[GenerateSerializer, Alias("entry-paper"), Immutable]
public sealed record EntryPaper([property: Id(0)] string Number, [property: Id(1)] DateOnly Date)
{
    /// <summary>In one text, as it is sealed.</summary>
    internal string AsText() => $"{DayText.Of(Date)} {Number}";

    internal static EntryPaper? OfText(string? text) =>
        text?.Split(' ', 2) is [var day, var number] && DayText.TryRead(day, out var date) ? new(number, date) : null;
}

/// <summary>What an entry is linked to.</summary>
/// <param name="To">A draft, a profile, a declaration, a trader, another entry.</param>
/// <param name="Id">Its number, as it is printed.</param>
[GenerateSerializer, Alias("entry-link"), Immutable]
public sealed record EntryLink([property: Id(0)] string To, [property: Id(1)] string Id);

/// <summary>The value of a field as a line has it: as it is, or what it hashes to where it is kept apart.</summary>
public sealed record EntryValue(string? Plain = null, string? Sha256 = null);
