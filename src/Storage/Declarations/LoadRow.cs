using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Grains.Prices;

namespace RmsOrleans.Storage.Declarations;

/// <summary>A load, and what became of its lines.</summary>
internal sealed record LoadRow
{
    public const string Columns = """
        id as Id, kind as Kind, source as Source, format as Format, mapping as Mapping, state as State, period_from as PeriodFrom, period_to as PeriodTo, lines as Lines,
        taken as Taken, unchanged as Unchanged, refused as Refused, conflicts as Conflicts, stale as Stale, sha256 as Sha256, failure as Failure, detail as Detail,
        revision as Revision, begun_at as BegunAt, touched_at as TouchedAt, ended_at as EndedAt, subject as Subject, name as Name, authority as Authority,
        (select w.reason from price_withdrawals w where w.load = id) as Reason, (select w.at from price_withdrawals w where w.load = id) as WithdrawnAt,
        (select w.actor from price_withdrawals w where w.load = id) as WithdrawnBy
        """;

    public long Id { get; init; }

    public RecordKind Kind { get; init; }

    /// <summary>As its sender called it.</summary>
    public string Source { get; init; } = "";

    public FileFormat Format { get; init; }

    public string? Mapping { get; init; }

    public LoadState State { get; init; }

    /// <summary>The first day of declarations that were taken; null where none was.</summary>
    public DateOnly? PeriodFrom { get; init; }

    public DateOnly? PeriodTo { get; init; }

    /// <summary>Records of the file: of a table with several lines of one declaration, declarations.</summary>
    public long Lines { get; init; }

    public long Taken { get; init; }

    public long Unchanged { get; init; }

    public long Refused { get; init; }

    public long Conflicts { get; init; }

    public long Stale { get; init; }

    /// <summary>Hexadecimal, of all that was received.</summary>
    public string? Sha256 { get; init; }

    public FileFault? Failure { get; init; }

    public string? Detail { get; init; }

    /// <summary>Of the data behind it; null while it runs.</summary>
    public long? Revision { get; init; }

    public DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset TouchedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string Subject { get; init; } = "";

    public string Name { get; init; } = "";

    public AuthorityCode Authority { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    public byte[]? WithdrawnBy { get; init; }

    /// <summary>Null unless it was taken back.</summary>
    public PriceWithdrawal? Withdrawal =>
        Reason is not null && LineActor.Read(WithdrawnBy) is var by ? new(Id, Reason, WithdrawnAt!.Value, by.Subject, by.Name, by.Authority) : null;
}

/// <summary>A fault of a load.</summary>
internal sealed record LoadFaultRow
{
    public long Load { get; init; }

    /// <summary>From 1.</summary>
    public long Position { get; init; }

    public long Line { get; init; }

    public string Pointer { get; init; } = "";

    public FaultCode Code { get; init; }

    public string? Detail { get; init; }
}

/// <summary>How many lines came to what.</summary>
internal sealed record LoadCounts
{
    public long Lines { get; init; }

    public long Taken { get; init; }

    public long Unchanged { get; init; }

    public long Refused { get; init; }

    public long Conflicts { get; init; }

    public long Stale { get; init; }

    public LoadCounts With(Taking taking) => taking switch
    {
        Taking.Taken => this with { Lines = Lines + 1, Taken = Taken + 1 },
        Taking.Unchanged => this with { Lines = Lines + 1, Unchanged = Unchanged + 1 },
        Taking.Conflict => this with { Lines = Lines + 1, Conflicts = Conflicts + 1 },
        Taking.Stale => this with { Lines = Lines + 1, Stale = Stale + 1 },
    };

    public LoadCounts WithRefused(int lines) => this with { Lines = Lines + lines, Refused = Refused + lines };

    public static LoadCounts operator +(LoadCounts one, LoadCounts other) => new()
    {
        Lines = one.Lines + other.Lines,
        Taken = one.Taken + other.Taken,
        Unchanged = one.Unchanged + other.Unchanged,
        Refused = one.Refused + other.Refused,
        Conflicts = one.Conflicts + other.Conflicts,
        Stale = one.Stale + other.Stale,
    };
}
