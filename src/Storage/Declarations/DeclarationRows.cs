using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Declarations;

/// <summary>A version of a declaration, as it is stored until its month is sealed.</summary>
internal sealed record DeclarationRow
{
    public static readonly RowMapping<DeclarationRow> Mapping = new(
        "declarations", "d", ["number", "version"], (nameof(Segment), [Column<DeclarationRow>.Number("segment", row => row.Segment, nameof(Segment))]));

    public string Number { get; init; } = "";

    public int Version { get; init; }

    /// <summary>Such as 202612.</summary>
    public int Month { get; init; }

    /// <summary>The declaring one.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Where the goods lie.</summary>
    public string Control { get; init; } = "";

    public long Items { get; init; }

    public byte[] Hash { get; init; } = [];

    /// <summary>The canonical line; empty where the segment has it.</summary>
    public byte[] Line { get; init; } = [];

    public long Load { get; init; }

    public long Revision { get; init; }

    public bool IsFirst { get; init; }

    public bool IsLatest { get; init; }

    /// <summary>Where it is sealed.</summary>
    public long? Segment { get; init; }

    public static DeclarationRow Of(CanonicalDeclaration declaration, long load) => new()
    {
        Number = declaration.Number.ToString(),
        Version = declaration.Version,
        Month = MonthOf(declaration.Number),
        Authority = declaration.Number.Authority,
        Control = declaration.ControlAuthority,
        Items = declaration.Items,
        Hash = DeclarationJson.HashOf(declaration.Line),
        Line = declaration.Line,
        Load = load,
    };

    public static int MonthOf(DeclarationNumber number) => MonthOf(number.Day);

    public static int MonthOf(DateOnly day) => (day.Year * 100) + day.Month;

    public static DateOnly FirstDayOf(int month) => new(month / 100, month % 100, 1);
}

/// <summary>Something that happened to a declaration.</summary>
internal sealed record EventRow
{
    public static readonly RowMapping<EventRow> Mapping = new("declaration_events", "e", ["number", "at", "code"]);

    public string Number { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public string Code { get; init; } = "";

    public int Month { get; init; }

    public bool Automatic { get; init; }

    public long Load { get; init; }

    public long Revision { get; init; }

    public static EventRow Of(DeclarationEvent happened, long load) => new()
    {
        Number = happened.Number.ToString(),
        At = DateTimeOffset.FromUnixTimeMilliseconds(happened.At.ToUnixTimeMilliseconds()),
        Code = happened.Code,
        Month = DeclarationRow.MonthOf(happened.Number),
        Automatic = happened.IsAutomatic,
        Load = load,
    };
}

/// <summary>What control of an item found, as it was last told.</summary>
internal sealed record OutcomeRow
{
    public static readonly RowMapping<OutcomeRow> Mapping = new(
        "declaration_outcomes", "o", ["number", "item"],
        (nameof(Payments), [Column<OutcomeRow>.Number("payments", row => row.Payments, nameof(Payments))]), (nameof(Hours), [Column<OutcomeRow>.Number("hours", row => row.Hours, nameof(Hours))]));

    public string Number { get; init; } = "";

    public int Item { get; init; }

    public int Month { get; init; }

    public bool Controlled { get; init; }

    public bool Finding { get; init; }

    /// <summary>In millionths of a rouble.</summary>
    public long? Payments { get; init; }

    /// <summary>In millionths of an hour.</summary>
    public long? Hours { get; init; }

    public long Load { get; init; }

    public long Revision { get; init; }

    public Outcome ToOutcome() => new(Controlled, Finding, Payments is { } payments ? new FixedPoint(payments) : null, Hours is { } hours ? new FixedPoint(hours) : null);

    public static OutcomeRow Of(DeclarationNumber number, int item, Outcome outcome, long load) => new()
    {
        Number = number.ToString(),
        Item = item,
        Month = DeclarationRow.MonthOf(number),
        Controlled = outcome.IsControlled,
        Finding = outcome.HasFinding,
        Payments = outcome.PaymentsRoubles?.Millionths,
        Hours = outcome.Hours?.Millionths,
        Load = load,
    };
}
