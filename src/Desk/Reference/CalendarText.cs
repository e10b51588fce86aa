using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Calendar;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Desk.Reference;

/// <summary>A year of the calendar as lines of a file, as the program ships it; the API takes it as JSON.</summary>
internal static class CalendarText
{
    public const string Header = "date,kind";

    private static readonly string[] days = ["yyyy-MM-dd", "dd.MM.yyyy"];

    private static readonly Phrase fields = new("Expected a day and its kind.", "Ожидаются дата и вид дня.");
    private static readonly Phrase day = new("Expected a date such as 2028-01-01.", "Ожидается дата вида 2028-01-01.");
    private static readonly Phrase mark = new($"Expected one of {string.Join(", ", Marks)}.", $"Ожидается одно из {string.Join(", ", Marks)}.");

    public static IEnumerable<string> Marks => Enum.GetValues<CalendarMark>().Select(NameOf);

    public static string Of(CalendarYearResponse year) =>
        string.Concat(year.Days.Select(each => $"{each.Date:yyyy-MM-dd},{NameOf(each.Mark)}\n").Prepend($"{Header}\n"));

    /// <summary>JSON stays as it is.</summary>
    public static LoadBody Read(string text)
    {
        if (text.AsSpan().TrimStart() is ['{', ..])
            return LoadBody.AsTyped(text);

        var (read, lines, faults) = (new JsonArray(), ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<(int, Phrase)>());
        foreach (var (line, at) in text.ReplaceLineEndings("\n").Split('\n').Select((line, at) => (line.Trim(), at + 1)))
        {
            if (line.Length == 0 || line == Header)
                continue;
            if (FaultOf(line, out var date, out var kind) is { } fault)
            {
                faults.Add((at, fault));
                continue;
            }
            read.Add(new JsonObject { ["date"] = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["mark"] = kind.ToString() });
            lines.Add(at);
        }
        return new LoadBody(new JsonObject { ["days"] = read }.ToJsonString(), lines.ToImmutable(), faults.ToImmutable());
    }

    private static Phrase? FaultOf(string line, out DateOnly date, out CalendarMark kind)
    {
        (date, kind) = (default, default);
        if (line.Split(',', ';') is not [var first, var second])
            return fields;
        if (!DateOnly.TryParseExact(first.Trim(), days, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            return day;
        var named = second.Trim();
        var found = Enum.GetValues<CalendarMark>().Where(each => NameOf(each) == named || each.ToString() == named).ToArray();
        if (found is not [var known])
            return mark;
        kind = known;
        return null;
    }

    private static string NameOf(CalendarMark mark)
    {
        var name = new StringBuilder();
        foreach (var letter in mark.ToString())
            name.Append(char.IsUpper(letter) && name.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        return name.ToString();
    }
}
