using System.Runtime.CompilerServices;
using CsvHelper;
using RmsOrleans.Declarations.Reading.Mappings;

namespace RmsOrleans.Declarations.Reading.Files;

/// <summary>Reads a table as CSV (RFC 4180, with a header) by a mapping, as it comes.</summary>
public static class CsvFile
{
    /// <summary>In bytes.</summary>
    private const int LongestRow = 1024 * 1024;

    /// <exception cref="NotAFileException">The file as a whole is not such a one.</exception>
    public static async IAsyncEnumerable<LoadedLine> Read(Mapping mapping, Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var malformed = new HashSet<long>();
        await using var csv = CsvReader.Create(file, new()
        {
            Separator = mapping.Separator,
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            PoolStrings = true,
            MaxRecordSize = LongestRow,
            OnMalformedRecord = record => malformed.Add(record.LineNumber),
        }, leaveOpen: true);

        await csv.ReadHeaderAsync(cancellation);
        var header = csv.Headers ?? [];
        if (mapping.Columns.Where(column => !header.Contains(column)).ToList() is { Count: > 0 } missing)
            throw new NotAFileException(FileFault.MissingColumns, string.Join(", ", missing));

        var rows = MappedRows.Of(mapping, column => header.ToList().IndexOf(column));
        var row = new Row(csv);
        while (await Next(csv, cancellation))
        {
            if (malformed.Remove(csv.LineNumber) || csv.FieldCount != header.Count)
            {
                if (rows.End() is { } before)
                    yield return before;
                yield return new(csv.LineNumber, [new(csv.LineNumber, "", FaultCode.MalformedRow)]);
            }
            else if (rows.Take(csv.LineNumber, row) is { } loaded)
                yield return loaded;
        }
        if (rows.End() is { } last)
            yield return last;
    }

    private static async ValueTask<bool> Next(CsvReader csv, CancellationToken cancellation)
    {
        try
        {
            return await csv.ReadAsync(cancellation);
        }
        catch (CsvFormatException unreadable)
        {
            throw new NotAFileException(FileFault.RowTooLong, $"{csv.LineNumber}", unreadable);
        }
    }

    private sealed class Row(CsvReader csv) : IMappedRow
    {
        public string this[int column] => csv.GetString(column);
    }
}
