using System.Globalization;

namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>How many inspections a working day authorities can carry out, as they have said; rows are dated. Nobody has said anything in what ships.</summary>
internal sealed class PostCapacity(ImmutableArray<CapacityRow> rows)
{
    private readonly ILookup<string, CapacityRow> byAuthority = rows.ToLookup(row => row.Authority.Value, StringComparer.Ordinal);

    public const string Header = "authority,from,to,inspections";

    private const int Most = 100_000;

    public static PostCapacity None { get; } = new([]);

    public ImmutableArray<CapacityRow> Rows => rows;

    /// <summary>Inspections a working day; null where nothing is said.</summary>
    public int? Find(string authority, DateOnly day) => byAuthority[authority].FirstOrDefault(row => row.Valid.Has(day))?.Inspections;

    /// <param name="isKnown">Whether the register has an authority; null for a file that was looked at before it was kept.</param>
    public static Csv<CapacityRow> Parse(string text, Func<AuthorityCode, bool>? isKnown = null) => Csv.Read<CapacityRow>(text, Header, (fields, before, out error) => Read(fields, before, isKnown, out error));

    private static CapacityRow? Read(string[] fields, IReadOnlyList<CapacityRow> before, Func<AuthorityCode, bool>? isKnown, out Phrase? error)
    {
        error = null;
        if (!AuthorityCode.TryParse(fields[0], out var authority))
            error = new("the code of an authority has eight digits", "код таможенного органа состоит из восьми цифр");
        else if (isKnown?.Invoke(authority) == false)
            error = new($"the register of authorities has no {authority}", $"в реестре таможенных органов нет кода {authority}");
        else if (!Period.TryParse(fields[1], fields[2], out var valid, out var wrong))
            error = wrong;
        else if (!int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var inspections) || inspections > Most)
            error = new($"the number of inspections must be whole, from 0 to {Most}", $"число досмотров должно быть целым, от 0 до {Most}");
        else if (before.Any(row => row.Authority == authority && row.Valid.Overlaps(valid)))
            error = new($"another row of {authority} holds on the same days", $"в те же дни действует другая строка органа {authority}");
        else
            return new(authority, valid, inspections);
        return null;
    }
}

/// <summary>Inspections a working day of an authority in a period.</summary>
internal sealed record CapacityRow(AuthorityCode Authority, Period Valid, int Inspections)
{
    public string ToCsv() => Csv.Line(Authority.Value, Valid.FirstDay, Valid.LastDay, $"{Inspections}");
}
