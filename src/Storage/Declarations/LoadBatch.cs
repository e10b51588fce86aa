using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;

namespace RmsOrleans.Storage.Declarations;

/// <summary>Some records of a load as rows, made before they wait for the database.</summary>
internal sealed class LoadBatch(long load)
{
    private readonly List<LoadFaultRow> faults = [];

    public long Load => load;

    public List<(long Line, DeclarationRow Row, DateOnly Day, OutcomeRow[] Outcomes)> Declarations { get; } = [];

    public List<(long Line, EventRow Row)> Events { get; } = [];

    public List<(long Line, OutcomeRow Row)> Outcomes { get; } = [];

    public List<(long Line, PriceRow Row)> Prices { get; } = [];

    public IReadOnlyList<LoadFaultRow> Faults => faults;

    /// <summary>Records that have a fault.</summary>
    public int Refused { get; private set; }

    /// <summary>How long the lines are that are to be stored.</summary>
    public long Bytes { get; private set; }

    public int Count => Declarations.Count + Events.Count + Outcomes.Count + Prices.Count + Refused;

    public void Add(LoadedLine line)
    {
        if (line.ToStore is { } declaration)
            Add(line.Line, declaration);
        else if (line.Event is { } happened)
            Events.Add((line.Line, EventRow.Of(happened, load)));
        else if (line.Outcome is { } outcome)
            Outcomes.Add((line.Line, OutcomeRow.Of(outcome.Number, outcome.Item, outcome.Outcome, load)));
        else if (line.Price is { } price)
            Prices.Add((line.Line, PriceRow.Of(price, load)));
        else
        {
            Refused++;
            faults.AddRange(line.Faults.Select(fault => Fault(fault.Line, fault.Pointer, fault.Code, fault.Detail)));
        }
    }

    public void Add(long line, CanonicalDeclaration declaration)
    {
        Bytes += declaration.Line.Length;
        Declarations.Add((line, DeclarationRow.Of(declaration, load), declaration.Number.Day, [.. declaration.Outcomes.Select(told => OutcomeRow.Of(declaration.Number, told.Item, told.Outcome, load))]));
    }

    public LoadFaultRow Fault(long line, string pointer, FaultCode code, string? detail) => new() { Load = load, Line = line, Pointer = pointer, Code = code, Detail = detail };
}

/// <summary>What is stored of the declarations of a batch.</summary>
internal sealed record StoredRows(
    IReadOnlyDictionary<string, Versions> Versions, IReadOnlyDictionary<(string Number, int Item), OutcomeRow> Outcomes, IReadOnlyDictionary<(string Number, DateTimeOffset At, string Code), EventRow> Events,
    IReadOnlyDictionary<string, string> PriceFigures);

/// <summary>What a batch does to what is stored. It follows from both alone, and was decided under the lock of the data.</summary>
internal sealed class SettledBatch
{
    private readonly long revision;
    private readonly Dictionary<string, Versions> versions;
    private readonly Dictionary<(string, int), OutcomeRow> outcomes;
    private readonly Dictionary<(string, DateTimeOffset, string), EventRow> events;
    private readonly List<DeclarationRow> inserted = [];
    private readonly Dictionary<(string, int), OutcomeRow> told = [];
    private readonly List<EventRow> happened = [];
    private readonly Dictionary<string, string> figures;
    private readonly List<PriceRow> priced = [];
    private readonly List<LoadFaultRow> faults;
    private readonly HashSet<string> touched = [];

    public SettledBatch(LoadBatch batch, StoredRows stored, long revision)
    {
        this.revision = revision;
        (versions, outcomes, events) = (new(stored.Versions), new(stored.Outcomes), new(stored.Events));
        figures = new(stored.PriceFigures, StringComparer.Ordinal);
        faults = [.. batch.Faults];
        Counts = new LoadCounts().WithRefused(batch.Refused);
        foreach (var (line, row, day, told) in batch.Declarations)
            Counts = Counts.With(Take(batch, line, row, day, told));
        foreach (var (_, row) in batch.Outcomes)
            Counts = Counts.With(Take(row) ? Taking.Taken : Taking.Unchanged);
        foreach (var (line, row) in batch.Events)
            Counts = Counts.With(Take(batch, line, row));
        foreach (var (line, row) in batch.Prices)
            Counts = Counts.With(Take(batch, line, row));
    }

    public LoadCounts Counts { get; }

    public IReadOnlyList<LoadFaultRow> Faults => faults;

    /// <summary>By number: the index is gone through from its beginning to its end, and sealing reads rows as they lie.</summary>
    public IReadOnlyList<DeclarationRow> Inserted
    {
        get
        {
            inserted.Sort((one, other) => string.CompareOrdinal(one.Number, other.Number) is var order and not 0 ? order : one.Version.CompareTo(other.Version));
            return inserted.ConvertAll(row =>
            {
                var version = versions[row.Number].Of(row.Version)!;
                return row with { Revision = revision, IsFirst = version.IsFirst, IsLatest = version.IsLatest };
            });
        }
    }

    /// <summary>Versions that were stored before and are no longer the first or the latest.</summary>
    public IEnumerable<(string Number, StoredVersion Version)> Replaced =>
        touched.SelectMany(number => versions[number].Stored.Select(each => (number, each))).ExceptBy(inserted.Select(row => (row.Number, row.Version)), replaced => (replaced.number, replaced.each.Version));

    public IReadOnlyList<OutcomeRow> Told => [.. told.Values];

    public IReadOnlyList<EventRow> Happened => happened;

    public IReadOnlyList<PriceRow> Priced => priced;

    /// <summary>Declarations of which there was no version before.</summary>
    public List<DeclarationRow> New { get; } = [];

    public bool ChangesAnything => inserted.Count + told.Count + happened.Count + priced.Count > 0;

    /// <summary>The days of the declarations, or of the months of price points, that were taken; null where none was.</summary>
    public (DateOnly From, DateOnly To)? Period { get; private set; }

    private Taking Take(LoadBatch batch, long line, DeclarationRow row, DateOnly day, OutcomeRow[] outcomes)
    {
        var before = versions.GetValueOrDefault(row.Number, Versions.None);
        var (taking, then) = before.Take(row.Version, row.Hash);
        if (taking is Taking.Conflict or Taking.Stale)
        {
            faults.Add(batch.Fault(line, "", taking == Taking.Conflict ? FaultCode.Conflict : FaultCode.Stale, $"{row.Number}, {row.Version}"));
            return taking;
        }
        if (taking == Taking.Taken)
        {
            if (before.Stored.IsEmpty)
                New.Add(row);
            else
                touched.Add(row.Number);
            versions[row.Number] = then;
            inserted.Add(row);
            Extend(day, day);
        }
        var anyTold = false;
        foreach (var outcome in outcomes)
            anyTold |= Take(outcome);
        return anyTold ? Taking.Taken : taking;
    }

    /// <summary>What is told last of an item is what holds.</summary>
    private bool Take(OutcomeRow row)
    {
        if (outcomes.TryGetValue((row.Number, row.Item), out var known) && known.ToOutcome() == row.ToOutcome())
            return false;
        outcomes[(row.Number, row.Item)] = row;
        told[(row.Number, row.Item)] = row with { Revision = revision };
        return true;
    }

    private Taking Take(LoadBatch batch, long line, EventRow row)
    {
        if (events.TryAdd((row.Number, row.At, row.Code), row))
        {
            happened.Add(row with { Revision = revision });
            return Taking.Taken;
        }
        if (events[(row.Number, row.At, row.Code)].Automatic == row.Automatic)
            return Taking.Unchanged;
        faults.Add(batch.Fault(line, "/automatic", FaultCode.Conflict, row.Number));
        return Taking.Conflict;
    }

    private Taking Take(LoadBatch batch, long line, PriceRow row)
    {
        if (figures.TryAdd(row.Key, row.Figures))
        {
            priced.Add(row);
            var first = DeclarationRow.FirstDayOf(row.Month);
            Extend(first, first.AddMonths(1).AddDays(-1));
            return Taking.Taken;
        }
        if (figures[row.Key] == row.Figures)
            return Taking.Unchanged;
        faults.Add(batch.Fault(line, "", FaultCode.Conflict, $"{row.CommodityCode}, {row.Month}"));
        return Taking.Conflict;
    }

    private void Extend(DateOnly first, DateOnly last) =>
        Period = Period is var (from, to) ? (first < from ? first : from, last > to ? last : to) : (first, last);
}
