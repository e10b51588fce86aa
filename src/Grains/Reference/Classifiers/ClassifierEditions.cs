namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>The edition of each classifier that holds at a revision. Immutable.</summary>
public sealed class ClassifierEditions : IRevised
{
    private ClassifierEditions()
    {
    }

    /// <summary>What ships with the program, as revision 0.</summary>
    public static ClassifierEditions Shipped { get; } = new();

    /// <summary>Two editions of one revision have the same rows.</summary>
    public long Revision { get; private init; }

    internal KindCodes KindCodes { get; private init; } = KindCodes.Shipped;

    internal MeasureClassifier Measures { get; private init; } = MeasureClassifier.Shipped;

    public RiskAreaRegister RiskAreas { get; private init; } = RiskAreaRegister.Empty;

    public RiskAreaDuties RiskAreaDuties { get; private init; } = RiskAreaDuties.None;

    internal PostCapacity Capacity { get; private init; } = PostCapacity.None;

    private ImmutableDictionary<ClassifierName, ClassifierLoad> Loads { get; init; } = ImmutableDictionary<ClassifierName, ClassifierLoad>.Empty;

    /// <summary>The rows of a classifier as lines of CSV, without the header.</summary>
    public ImmutableArray<string> Lines(ClassifierName name) => name switch
    {
        ClassifierName.KindCodes => [.. KindCodes.Rows.Select(row => row.ToCsv())],
        ClassifierName.Measures => [.. Measures.Rows.Select(row => row.ToCsv())],
        ClassifierName.RiskAreas => [.. RiskAreas.Rows.Select(row => row.ToCsv())],
        ClassifierName.RiskAreaDuties => [.. RiskAreaDuties.Rows.Select(row => row.ToCsv())],
        ClassifierName.Capacity => [.. Capacity.Rows.Select(row => row.ToCsv())],
    };

    /// <summary>A classifier as a file that can be loaded again.</summary>
    public string Text(ClassifierName name) => string.Concat(Lines(name).Prepend(Header(name)).Select(line => line + "\n"));

    /// <summary>The load that a classifier stands by; null if it is the one that ships.</summary>
    public ClassifierLoad? LoadOf(ClassifierName name) => Loads.GetValueOrDefault(name);

    /// <summary>The measures that can be named on a day, in the order of their rows.</summary>
    public ImmutableArray<MeasureChoice> MeasuresOn(DateOnly day) =>
        [.. Measures.Rows.Where(row => row.Valid.Has(day)).Select(row => new MeasureChoice(row.Code, row.Name, row.IsInspection, row.Valid.From, row.Valid.To))];

    /// <summary>The kind codes that begin numbers of profiles on a day, in the order of their rows.</summary>
    public ImmutableArray<KindCodeChoice> KindCodesOn(DateOnly day) =>
        [.. KindCodes.Rows.Where(row => row.Valid.Has(day)).Select(row => new KindCodeChoice(row.Code, row.Kind, row.Territory, row.Valid.From, row.Valid.To))];

    /// <summary>Inspections a working day that authorities can carry out, in the order of the rows.</summary>
    public ImmutableArray<CapacityChoice> Capacities => [.. Capacity.Rows.Select(row => new CapacityChoice(row.Authority, row.Valid.From, row.Valid.To, row.Inspections))];

    /// <summary>Whether a measure is an inspection; false for a code that no row has.</summary>
    public bool IsInspection(string measure) => Measures.IsInspection(measure) == true;

    /// <summary>Of an authority on a day; null where nothing is said.</summary>
    public int? CapacityOf(string authority, DateOnly day) => Capacity.Find(authority, day);

    /// <summary>The next revision: the loaded rows take the place of all that the classifier had.</summary>
    internal ClassifierEditions With(ClassifierLoad load)
    {
        var (codes, measures, areas, duties, capacity) = (KindCodes, Measures, RiskAreas, RiskAreaDuties, Capacity);
        switch (load.Name)
        {
            case ClassifierName.KindCodes:
                codes = new(KindCodes.Parse(load.Text).Whole(load.Name));
                break;
            case ClassifierName.Measures:
                measures = new(MeasureClassifier.Parse(load.Text).Whole(load.Name));
                break;
            case ClassifierName.RiskAreas:
                areas = new(RiskAreaRegister.Parse(load.Text).Whole(load.Name));
                break;
            case ClassifierName.RiskAreaDuties:
                duties = new(RiskAreaDuties.Parse(load.Text).Whole(load.Name));
                break;
            case ClassifierName.Capacity:
                capacity = new(PostCapacity.Parse(load.Text).Whole(load.Name));
                break;
        }
        return new()
        {
            Revision = load.Revision,
            KindCodes = codes,
            Measures = measures,
            RiskAreas = areas,
            RiskAreaDuties = duties,
            Capacity = capacity,
            Loads = Loads.SetItem(load.Name, load),
        };
    }

    private string Header(ClassifierName name) => name switch
    {
        ClassifierName.KindCodes => KindCodes.Header,
        ClassifierName.Measures => Measures.HeaderOfRows,
        ClassifierName.RiskAreas => RiskAreaRegister.Header,
        ClassifierName.RiskAreaDuties => RiskAreaDuties.Header,
        ClassifierName.Capacity => PostCapacity.Header,
    };
}

/// <summary>A measure to choose; it holds from its first day to its last, if it has one.</summary>
public sealed record MeasureChoice(string Code, string Name, bool IsInspection, DateOnly From, DateOnly? To);

/// <summary>A kind code; without a territory, for all of them.</summary>
public sealed record KindCodeChoice(string Code, ProfileKind Kind, Territory? Territory, DateOnly From, DateOnly? To);

/// <summary>Inspections a working day that an authority can carry out, from its first day to its last, if it has one.</summary>
public sealed record CapacityChoice(AuthorityCode Authority, DateOnly From, DateOnly? To, int Inspections);
