namespace RmsOrleans.Grains.Classifiers;

/// <summary>The rows of a CSV text. A field has no comma and no quotes; blank lines are allowed and counted.</summary>
internal static class CsvRows
{
    /// <summary>The rows that have as many fields as the header; every other line is a fault.</summary>
    public static List<CsvRow> Read(string text, string header, List<LineFault> faults)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n');
        var rows = new List<CsvRow>();
        if (lines[0].Trim() != header)
            faults.Add(new(1, $"the first line must be '{header}'"));

        var columns = header.Count(each => each == ',') + 1;
        for (var i = 1; i < lines.Length; i++)
        {
            var fields = lines[i].Trim().Split(',', StringSplitOptions.TrimEntries);
            if (fields.Length == columns)
                rows.Add(new(i + 1, fields));
            else if (fields is not [""])
                faults.Add(new(i + 1, $"{columns} fields are expected, and there are {fields.Length}"));
        }
        return rows;
    }

    /// <summary>The text of a file that ships with the program.</summary>
    public static string Shipped(string name)
    {
        using var stream = typeof(CsvRows).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>One row. <paramref name="Line"/> is its number in the file, counted from 1 with the header.</summary>
internal sealed record CsvRow(int Line, string[] Fields);

/// <summary>What is wrong with a line of a file.</summary>
internal sealed record LineFault(int Line, string Reason);
