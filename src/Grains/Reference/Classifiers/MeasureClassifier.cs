using System.Collections.Frozen;

namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>The direct measures that a draft may ask for, as dated rows. Immutable: a new edition is another classifier.</summary>
internal sealed class MeasureClassifier
{
    public const string Header = "code,name,inspection,valid_from,valid_to,note";

    /// <summary>Of a file that also says how measures are applied.</summary>
    public const string WideHeader = $"{Header},{MeasureMarks.Columns}";

    private const string Resource = "measures.csv";

    private static readonly Lazy<MeasureClassifier> shipped = new(() => new(Csv.Shipped<MeasureRow>(Resource, Header, Read)));

    private const int PlainColumns = 6;

    private readonly FrozenDictionary<string, bool> isInspection;
    private readonly FrozenDictionary<string, MeasureMarks> marks;

    public MeasureClassifier(ImmutableArray<MeasureRow> rows)
    {
        Rows = rows;
        isInspection = rows.DistinctBy(row => row.Code).ToFrozenDictionary(row => row.Code, row => row.IsInspection, StringComparer.Ordinal);
        marks = rows.DistinctBy(row => row.Code).ToFrozenDictionary(row => row.Code, row => row.Marks ?? MeasureMarks.None, StringComparer.Ordinal);
    }

    /// <summary>The small sample that ships with the program; the real classifier is loaded.</summary>
    public static MeasureClassifier Shipped => shipped.Value;

    public ImmutableArray<MeasureRow> Rows { get; }

    /// <summary>Whether the measure is an inspection, on whatever day; null if no row has the code.</summary>
    public bool? IsInspection(string code) => isInspection.TryGetValue(code, out var inspection) ? inspection : null;

    /// <summary>How a measure is applied; a code that no row has is applied without more.</summary>
    public MeasureMarks MarksOf(string code) => marks.GetValueOrDefault(code, MeasureMarks.None);

    /// <summary>Of these rows as a file.</summary>
    public string HeaderOfRows => Rows.Any(row => row.Marks is not null) ? WideHeader : Header;

    public static Csv<MeasureRow> Parse(string text) => Csv.Read<MeasureRow>(text, IsWide(text) ? WideHeader : Header, Read);

    private static bool IsWide(string text) => text.AsSpan().TrimStart('\uFEFF').StartsWith($"{Header},", StringComparison.Ordinal);

    private static MeasureRow? Read(string[] fields, IReadOnlyList<MeasureRow> before, out Phrase? error)
    {
        var (code, name, inspection) = (fields[0], fields[1], fields[2]);
        error = null;
        if (VisibleText.IsBlank(code) || VisibleText.IsBlank(name))
            error = new("a measure has a code and a name", "у меры должны быть код и наименование");
        else if (inspection is not ("yes" or "no"))
            error = new("whether it is an inspection must be yes or no", "признак досмотра должен иметь значение yes или no");
        else if (!Period.TryParse(fields[3], fields[4], out var valid, out var wrong))
            error = wrong;
        else if (before.Any(row => row.Code == code && row.Valid.Overlaps(valid)))
            error = new($"another row of the code {code} holds on the same days", $"в те же дни действует другая строка с кодом {code}");
        else if (before.Any(row => row.Code == code && row.IsInspection != (inspection == "yes")))
            error = new($"the code {code} is an inspection in one row and not in another", $"код {code} в одной строке является досмотром, а в другой – нет");
        else if (fields.Length == PlainColumns)
            return new(code, name, inspection == "yes", valid, fields[5]);
        else if (MeasureMarks.Read(fields.AsSpan(PlainColumns), out error) is { } marks)
        {
            if (before.FirstOrDefault(row => row.Code == code) is not { Marks: { } other } || other.Fields.SequenceEqual(marks.Fields))
                return new(code, name, inspection == "yes", valid, fields[5], marks);
            error = new($"the code {code} is applied otherwise in another row", $"для кода {code} в другой строке указан иной порядок применения");
        }
        return null;
    }
}

/// <summary>A measure as it was called in a period; <paramref name="Note"/> says where the row comes from.</summary>
/// <param name="Marks">Null where its file does not say.</param>
internal sealed record MeasureRow(string Code, string Name, bool IsInspection, Period Valid, string Note, MeasureMarks? Marks = null)
{
    public string ToCsv() => Csv.Line([Code, Name, IsInspection ? "yes" : "no", Valid.FirstDay, Valid.LastDay, Note, .. Marks?.Fields ?? []]);
}

/// <summary>All three kinds follow the same rules here; the profile's number shows which it is.</summary>
public enum ProfileKind
{
    Regular,
    Urgent,
    Orientation,
}

/// <summary>What people call kinds and territories.</summary>
public static class KindNames
{
    private static readonly Phrases<ProfileKind> kinds = new(kind => kind switch
    {
        ProfileKind.Regular => new("Regular", "Обычный"),
        ProfileKind.Urgent => new("Urgent", "Срочный"),
        ProfileKind.Orientation => new("Orientation", "Ориентировка"),
    });

    private static readonly Phrases<Territory> territories = new(territory => territory switch
    {
        Territory.AllRussian => new("All-Russian", "Общероссийский"),
        Territory.Regional => new("Regional", "Региональный"),
        Territory.Zonal => new("Zonal", "Зональный"),
    });

    public static Phrase InWords(this ProfileKind kind) => kinds[(int)kind];

    public static Phrase InWords(this Territory territory) => territories[(int)territory];
}

/// <summary>How wide a profile applies; it decides who signs at the end.</summary>
public enum Territory
{
    /// <summary>Every authority.</summary>
    AllRussian,

    /// <summary>One directorate and all below it.</summary>
    Regional,

    /// <summary>The listed offices and all below them.</summary>
    Zonal,
}
