using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Api.Authorities;

/// <summary>Reads authorities from CSV (RFC 4180, UTF-8, with a header). What the values mean is for the register to check.</summary>
public static class AuthorityCsv
{
    private static readonly string[] columns = ["code", "name", "short_name", "kind", "parent", "time_zone"];

    private static readonly CsvConfiguration format = new(CultureInfo.InvariantCulture)
    {
        Mode = CsvMode.RFC4180,
        TrimOptions = TrimOptions.Trim,
        DetectColumnCountChanges = false,
    };

    public static Outcome<AuthorityImport> Read(Stream file)
    {
        using var whole = new MemoryStream();
        file.CopyTo(whole);
        return Read(whole.GetBuffer().AsMemory(0, (int)whole.Length));
    }

    /// <summary>The lines, or every line that is not CSV of these columns.</summary>
    public static Outcome<AuthorityImport> Read(ReadOnlyMemory<byte> utf8)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Refuse(new Fault("", "The file is not UTF-8."));
        }

        var faults = ImmutableArray.CreateBuilder<Fault>();
        var badQuotes = false;
        using var csv = new CsvParser(new StringReader(text), new CsvConfiguration(format) { BadDataFound = _ => badQuotes = true });
        if (!csv.Read() || csv.Record is not { } header || !header.SequenceEqual(columns))
            return Refuse(new Fault("/lines/1", $"Expected the header {string.Join(',', columns)}."));

        var lines = ImmutableArray.CreateBuilder<AuthorityLine>();
        var number = csv.RawRow + 1;
        while (csv.Read())
        {
            var fields = csv.Record!;
            if (badQuotes)
                faults.Add(new Fault($"/lines/{number}", "A quote stands where none may stand."));
            else if (fields.Length != columns.Length)
                faults.Add(new Fault($"/lines/{number}", $"Expected {columns.Length} columns; there are {fields.Length}."));
            else
                lines.Add(new AuthorityLine(number, fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]));
            badQuotes = false;
            number = csv.RawRow + 1;
        }
        return faults.Count == 0 ? new AuthorityImport(lines.ToImmutable()) : Refuse([.. faults]);
    }

    private static Refusal Refuse(params ImmutableArray<Fault> faults) =>
        new(RefusalReason.BadInput, faults.Length == 1 ? "One thing is wrong with the file." : $"{faults.Length} things are wrong with the file.", faults);
}
