using System.Text.Unicode;
using CsvHelper;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Api.Authorities;

/// <summary>Reads authorities from CSV (RFC 4180, UTF-8, with a header). What the values mean is for the register to check.</summary>
public static class AuthorityCsv
{
    private static readonly string[] columns = ["code", "name", "short_name", "kind", "parent", "time_zone"];

    /// <summary>These may follow.</summary>
    private static readonly string[] optional = ["name_ru", "name_en", "time_zone_from"];

    private static readonly CsvReaderOptions format = new() { Separator = ',', DetectSeparatorHint = false, TrackLineNumbers = true, TrimWhitespace = true };

    public static Outcome<AuthorityImport> Read(Stream file)
    {
        using var whole = new MemoryStream();
        file.CopyTo(whole);
        return Read(whole.GetBuffer().AsMemory(0, (int)whole.Length));
    }

    /// <summary>The lines, those that are not CSV of these columns among them; refused if the file as a whole is not such a file.</summary>
    public static Outcome<AuthorityImport> Read(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
            return Refuse(new ValidationError("", "The file is not UTF-8.", "Файл не в кодировке UTF-8."));

        var badQuotes = new Dictionary<long, CsvMalformedReason>();
        using var csv = CsvReader.Create(utf8, format with { OnMalformedRecord = record => badQuotes.TryAdd(record.LineNumber, record.Reason) });
        csv.ReadHeader();
        if (csv.Headers is not { } header || !header.SequenceEqual([.. columns, .. optional.Where(header.Contains)]))
        {
            return Refuse(new ValidationError(
                "/lines/1",
                $"Expected the header {string.Join(',', columns)}, and after it any of {string.Join(',', optional)}.",
                $"Ожидается заголовок {string.Join(',', columns)}, после него возможны {string.Join(',', optional)}."));
        }

        var count = header.Count;
        var places = optional.Select(column => header.ToList().IndexOf(column)).ToArray();

        var unreadable = ImmutableArray.CreateBuilder<UnreadableLine>();
        var lines = ImmutableArray.CreateBuilder<AuthorityLine>();
        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            if (badQuotes.TryGetValue(line, out var reason))
                unreadable.Add(new UnreadableLine(line, csv.GetString(0), InWords(reason)));
            else if (csv.FieldCount != count)
            {
                unreadable.Add(new UnreadableLine(line, csv.GetString(0), new(
                    $"Expected {count} columns; there are {csv.FieldCount}.", $"Ожидалось столбцов: {count}, получено: {csv.FieldCount}.")));
            }
            else
            {
                lines.Add(new AuthorityLine(
                    line, csv.GetString(0), csv.GetString(1), csv.GetString(2), csv.GetString(3), csv.GetString(4), csv.GetString(5),
                    Optional(0), Optional(1), Optional(2)));
            }
        }
        return new AuthorityImport(lines.ToImmutable(), unreadable.ToImmutable());

        string? Optional(int column) => places[column] >= 0 ? csv.GetString(places[column]) : null;
    }

    private static Phrase InWords(CsvMalformedReason reason) => reason == CsvMalformedReason.UnterminatedQuote
        ? new(
            "A quote is opened here and never closed; the rest of the file was taken for its text.",
            "Кавычка открыта здесь и нигде не закрыта; остаток файла принят за её текст.")
        : new("A quote stands where none may stand.", "Кавычка стоит в недопустимом месте.");

    private static Refusal Refuse(ValidationError error) => new(
        RefusalReason.BadInput, new Phrase("One thing is wrong with the file.", "В файле одна ошибка."), [error]);
}
