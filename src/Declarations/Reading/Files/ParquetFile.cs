using System.Globalization;
using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;
using RmsOrleans.Declarations.Reading.Mappings;

namespace RmsOrleans.Declarations.Reading.Files;

/// <summary>Reads a table as Parquet by the same mapping, one group of rows after the other. Lines are rows, from 1.</summary>
public static class ParquetFile
{
    /// <param name="file">Such a file is read from its end, so it must be there whole.</param>
    /// <exception cref="NotAFileException">The file as a whole is not such a one.</exception>
    public static async IAsyncEnumerable<LoadedLine> Read(Mapping mapping, Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var parquet = await Open(file, cancellation);
        var columns = mapping.Columns.ToList();
        var known = parquet.Schema.DataFields.Where(field => !field.IsArray).ToDictionary(field => field.Name, StringComparer.Ordinal);
        if (columns.Where(column => !known.ContainsKey(column)).ToList() is { Count: > 0 } missing)
            throw new NotAFileException(FileFault.MissingColumns, string.Join(", ", missing));

        var rows = MappedRows.Of(mapping, columns.IndexOf);
        var line = 0L;
        for (var group = 0; group < parquet.RowGroupCount; group++)
        {
            using var opened = parquet.OpenRowGroupReader(group);
            var values = new Func<int, string>[columns.Count];
            for (var column = 0; column < values.Length; column++)
                values[column] = await Column(opened, known[columns[column]], cancellation);
            var row = new Row(values);
            for (row.At = 0; row.At < opened.RowCount; row.At++)
            {
                if (rows.Take(++line, row) is { } loaded)
                    yield return loaded;
            }
        }
        if (rows.End() is { } last)
            yield return last;
    }

    private static async Task<ParquetReader> Open(Stream file, CancellationToken cancellation)
    {
        try
        {
            return await ParquetReader.CreateAsync(file, new() { UseDateOnlyTypeForDates = true }, leaveStreamOpen: true, cancellation);
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException or ParquetException or ArgumentException or NotSupportedException or IndexOutOfRangeException)
        {
            throw new NotAFileException(FileFault.NotParquet, malformed.Message, malformed);
        }
    }

    /// <summary>The values of a column in one group, each as CSV would have it; empty where there is none.</summary>
    private static async Task<Func<int, string>> Column(ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
    {
        var count = (int)group.RowCount;
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>)) // the latter is how the library calls a text
        {
            var texts = new string?[count];
            await group.ReadAsync(field, texts.AsMemory()!, null, cancellation);
            return at => texts[at] ?? "";
        }
        return field.ClrType switch
        {
            var type when type == typeof(int) => await Values<int>(),
            var type when type == typeof(uint) => await Values<uint>(),
            var type when type == typeof(short) => await Values<short>(),
            var type when type == typeof(ushort) => await Values<ushort>(),
            var type when type == typeof(sbyte) => await Values<sbyte>(),
            var type when type == typeof(byte) => await Values<byte>(),
            var type when type == typeof(long) => await Values<long>(),
            var type when type == typeof(ulong) => await Values<ulong>(),
            var type when type == typeof(float) => await Values<float>(),
            var type when type == typeof(double) => await Values<double>(),
            var type when type == typeof(decimal) => await Values<decimal>(),
            var type when type == typeof(bool) => await Values<bool>(),
            var type when type == typeof(DateOnly) => await Values<DateOnly>("yyyy-MM-dd"),
            var type when type == typeof(DateTime) => await Values<DateTime>("yyyy-MM-dd"),
            var type => throw new NotAFileException(FileFault.NotParquet, $"{field.Name}: {type.Name}"),
        };

        async Task<Func<int, string>> Values<T>(string? format = null) where T : struct
        {
            if (field.IsNullable)
            {
                var some = new T?[count];
                await group.ReadAsync(field, some.AsMemory(), null, cancellation);
                return at => some[at] is { } value ? Text(value, format) : "";
            }
            var all = new T[count];
            await group.ReadAsync(field, all.AsMemory(), null, cancellation);
            return at => Text(all[at], format);
        }
    }

    private static string Text<T>(T value, string? format) where T : struct =>
        value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : $"{value}";

    private sealed class Row(Func<int, string>[] values) : IMappedRow
    {
        public int At { get; set; }

        public string this[int column] => values[column](At);
    }
}
