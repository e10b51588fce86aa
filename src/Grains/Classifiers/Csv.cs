using System.Collections.Immutable;

namespace RmsOrleans.Grains.Classifiers;

/// <summary>A CSV text as read: its rows, or, if anything is wrong, no row and every faulty line.</summary>
internal sealed record Csv<T>(ImmutableArray<T> Rows, ImmutableArray<LineFault> Faults) where T : class;

/// <summary>What is wrong with a line of a file; lines count from 1 with the header.</summary>
internal sealed record LineFault(int Line, string Reason);

/// <summary>Reads one row, knowing those before it; null and a fault if it is wrong.</summary>
internal delegate T? ReadRow<T>(string[] fields, IReadOnlyList<T> before, out string fault) where T : class;

/// <summary>Reads CSV in which no field has a comma or quotes. Blank lines are allowed and counted.</summary>
internal static class Csv
{
    public static Csv<T> Read<T>(string text, string header, ReadRow<T> read) where T : class
    {
        var lines = text.TrimStart('\uFEFF').Split('\n');
        var faults = ImmutableArray.CreateBuilder<LineFault>();
        var rows = new List<T>();
        if (lines[0].Trim() != header)
            faults.Add(new(1, $"the first line must be '{header}'"));

        var columns = header.Count(each => each == ',') + 1;
        for (var i = 1; i < lines.Length; i++)
        {
            var fields = lines[i].Trim().Split(',', StringSplitOptions.TrimEntries);
            if (fields is [""])
                continue;

            var fault = $"{columns} fields are expected, and there are {fields.Length}";
            if (fields.Length == columns && read(fields, rows, out fault) is { } row)
                rows.Add(row);
            else
                faults.Add(new(i + 1, fault));
        }
        return faults.Count == 0 ? new([.. rows], []) : new([], faults.ToImmutable());
    }

    /// <summary>The rows of a file that ships with the program.</summary>
    public static ImmutableArray<T> Shipped<T>(string name, string header, ReadRow<T> read) where T : class
    {
        using var stream = typeof(Csv).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var file = Read(reader.ReadToEnd(), header, read);
        return file.Faults.IsEmpty ? file.Rows : throw new InvalidOperationException($"{name}, line {file.Faults[0].Line}: {file.Faults[0].Reason}.");
    }
}
