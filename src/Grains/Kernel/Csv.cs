using CsvHelper;

namespace RmsOrleans.Grains.Kernel;

/// <summary>A CSV text as read: its rows, or, if anything is wrong, no row and every faulty line.</summary>
internal sealed record Csv<T>(ImmutableArray<T> Rows, ImmutableArray<LineFault> Errors) where T : class
{
    /// <summary>The rows of a file that was checked before it was kept.</summary>
    public ImmutableArray<T> Whole(object name) =>
        Errors.IsEmpty ? Rows : throw new InvalidOperationException($"{name}, line {Errors[0].Line}: {Errors[0].Reason}.");
}

/// <summary>What is wrong with a line of a file; lines count from 1 with the header.</summary>
/// <param name="Reason">A sentence without its capital and full stop.</param>
internal sealed record LineFault(int Line, Phrase Reason);

/// <summary>Reads one row, knowing those before it; null and a fault if it is wrong.</summary>
internal delegate T? ReadRow<T>(string[] fields, IReadOnlyList<T> before, out Phrase? error) where T : class;

/// <summary>CSV (RFC 4180) in which no field has a line end. Blank lines are allowed and counted.</summary>
internal static class Csv
{
    private static readonly CsvReaderOptions format = new()
    {
        Separator = ',',
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
    };

    public static Csv<T> Read<T>(string text, string header, ReadRow<T> read) where T : class
    {
        text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', ' '); // which alone ends no line
        var errors = ImmutableArray.CreateBuilder<LineFault>();
        var rows = new List<T>();
        if (text.Split('\n', 2)[0].Trim() != header)
            errors.Add(new(1, new($"the first line must be '{header}'", $"первая строка должна иметь вид «{header}»")));

        var columns = header.Split(',').Length;
        var badQuotes = new HashSet<long>();
        using var csv = CsvReader.Create(new StringReader(text), format with { OnMalformedRecord = record => badQuotes.Add(record.LineNumber) });
        while (csv.Read())
        {
            if (csv.LineNumber == 1 || !csv.RawRecord.ContainsAnyExcept(" \t"u8))
                continue;

            Phrase? error;
            if (badQuotes.Contains(csv.LineNumber))
                error = new("a quote stands where none may stand, or is not closed", "кавычка стоит в недопустимом месте или не закрыта");
            else if (csv.FieldCount != columns)
                error = new($"{columns} fields are expected, and there are {csv.FieldCount}", $"ожидалось полей: {columns}, получено: {csv.FieldCount}");
            else if (read([.. Enumerable.Range(0, columns).Select(field => csv.GetString(field).Trim())], rows, out error) is { } row)
            {
                rows.Add(row);
                continue;
            }
            errors.Add(new((int)csv.LineNumber, error!));
        }
        return errors.Count == 0 ? new([.. rows], []) : new([], errors.ToImmutable());
    }

    /// <summary>The rows of a file that ships with the program.</summary>
    public static ImmutableArray<T> Shipped<T>(string name, string header, ReadRow<T> read) where T : class
    {
        using var stream = typeof(Csv).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd(), header, read).Whole(name);
    }

    /// <summary>A line that reads as these fields.</summary>
    public static string Line(params IEnumerable<string> fields) => string.Join(',', fields.Select(field =>
        field.AsSpan().ContainsAny(',', '"') ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field));
}
