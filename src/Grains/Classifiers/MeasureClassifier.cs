using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RmsOrleans.Grains.Classifiers;

/// <summary>The direct measures that a draft may ask for, as dated rows. Immutable: a new edition is another classifier.</summary>
internal sealed class MeasureClassifier
{
    private const string Resource = "Classifiers/measures.csv";
    private const string Header = "code,name,inspection,valid_from,valid_to,note";

    private static readonly Lazy<MeasureClassifier> shipped = new(() => Parse(CsvRows.Shipped(Resource)) is { Classifier: { } classifier }
        ? classifier
        : throw new InvalidOperationException($"{Resource} has a faulty line."));

    private readonly FrozenDictionary<string, bool> isInspection;

    private MeasureClassifier(ImmutableArray<MeasureRow> rows)
    {
        Rows = rows;
        isInspection = rows.DistinctBy(row => row.Code).ToFrozenDictionary(row => row.Code, row => row.IsInspection, StringComparer.Ordinal);
    }

    /// <summary>The small sample that ships with the program; the real classifier is loaded.</summary>
    public static MeasureClassifier Shipped => shipped.Value;

    public ImmutableArray<MeasureRow> Rows { get; }

    /// <summary>Whether the measure is an inspection, on whatever day; null if no row has the code.</summary>
    public bool? IsInspection(string code) => isInspection.TryGetValue(code, out var inspection) ? inspection : null;

    /// <summary>The classifier of a file, or, if anything is wrong, every faulty line.</summary>
    public static (MeasureClassifier? Classifier, ImmutableArray<LineFault> Faults) Parse(string text)
    {
        var faults = new List<LineFault>();
        var rows = new List<MeasureRow>();
        foreach (var row in CsvRows.Read(text, Header, faults))
        {
            if (Read(row.Fields, rows, out var fault) is { } measure)
                rows.Add(measure);
            else
                faults.Add(new(row.Line, fault));
        }
        return faults.Count == 0 ? (new([.. rows]), []) : (null, [.. faults]);
    }

    private static MeasureRow? Read(string[] fields, List<MeasureRow> before, out string fault)
    {
        var (code, name, inspection) = (fields[0], fields[1], fields[2]);
        fault = "";
        if (code.Length == 0 || name.Length == 0)
            fault = "a measure has a code and a name";
        else if (inspection is not ("yes" or "no"))
            fault = "whether it is an inspection must be yes or no";
        else if (!Period.TryParse(fields[3], fields[4], out var valid, out var wrong))
            fault = wrong;
        else if (before.Exists(row => row.Code == code && row.Valid.Overlaps(valid)))
            fault = $"another row of the code {code} holds on the same days";
        else if (before.Exists(row => row.Code == code && row.IsInspection != (inspection == "yes")))
            fault = $"the code {code} is an inspection in one row and not in another";
        else
            return new(code, name, inspection == "yes", valid, fields[5]);
        return null;
    }
}

/// <summary>A measure as it was called in a period; <paramref name="Note"/> says where the row comes from.</summary>
internal sealed record MeasureRow(string Code, string Name, bool IsInspection, Period Valid, string Note);
