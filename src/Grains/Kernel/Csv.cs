using System.Collections.Immutable;

namespace RmsOrleans.Grains.Kernel;

/// <summary>A CSV text as read: its rows, or, if anything is wrong, no row and every faulty line.</summary>
internal sealed record Csv<T>(ImmutableArray<T> Rows, ImmutableArray<LineFault> Errors) where T : class
{
    /// <summary>The rows of a file that was checked before it was kept.</summary>
    public ImmutableArray<T> Whole(object name) =>
        Errors.IsEmpty ? Rows : throw new InvalidOperationException($"{name}, line {Errors[0].Line}: {Errors[0].Reason}.");
}

/// <summary>What is wrong with a line of a file; lines count from 1 with the header.</summary>
internal sealed record LineFault(int Line, string Reason);

/// <summary>Reads one row, knowing those before it; null and a fault if it is wrong.</summary>
internal delegate T? ReadRow<T>(string[] fields, IReadOnlyList<T> before, out string error) where T : class;

/// <summary>CSV (RFC 4180) in which no field has a line end. Blank lines are allowed and counted.</summary>
internal static class Csv
{
    public static Csv<T> Read<T>(string text, string header, ReadRow<T> read) where T : class
    {
        var lines = text.TrimStart('\uFEFF').Split('\n');
        var errors = ImmutableArray.CreateBuilder<LineFault>();
        var rows = new List<T>();
        if (lines[0].Trim() != header)
            errors.Add(new(1, $"the first line must be '{header}'"));

        var columns = header.Count(each => each == ',') + 1;
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0)
                continue;

            var error = "a quote stands where none may stand, or is not closed";
            var fields = Fields(line);
            if (fields is not null && fields.Length != columns)
                error = $"{columns} fields are expected, and there are {fields.Length}";
            else if (fields is not null && read(fields, rows, out error) is { } row)
            {
                rows.Add(row);
                continue;
            }
            errors.Add(new(i + 1, error));
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

    /// <summary>Null if a quote opens within a field, or closes before its end or not at all.</summary>
    private static string[]? Fields(string line)
    {
        var fields = new List<string>();
        for (var at = 0; ; at++)
        {
            while (at < line.Length && line[at] == ' ')
                at++;
            var end = at < line.Length && line[at] == '"' ? EndOfQuoted(line, at) : EndOf(line, at);
            var next = end < 0 ? -1 : EndOf(line, end);
            if (end < 0 || line.AsSpan(end, next - end).Trim().Length > 0)
                return null;

            var field = line[at..end].Trim();
            if (field.StartsWith('"'))
                field = field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim();
            else if (field.Contains('"'))
                return null;
            fields.Add(field);
            if (next == line.Length)
                return [.. fields];
            at = next;
        }
    }

    private static int EndOf(string line, int from) => line.IndexOf(',', from) is >= 0 and var comma ? comma : line.Length;

    /// <summary>Where the field behind its closing quote ends; a doubled quote closes nothing.</summary>
    private static int EndOfQuoted(string line, int open)
    {
        for (var at = open + 1; (at = line.IndexOf('"', at)) >= 0; at += 2)
        {
            if (at + 1 == line.Length || line[at + 1] != '"')
                return at + 1;
        }
        return -1;
    }
}
