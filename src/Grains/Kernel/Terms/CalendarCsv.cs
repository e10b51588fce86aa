using System.Collections.Immutable;
using System.Globalization;

namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>A calendar file as read: its years, or, if anything is wrong, no year and every faulty line.</summary>
internal sealed record CalendarCsv(ImmutableArray<CalendarYear> Years, ImmutableArray<CalendarCsvFault> Errors)
{
    private const string Header = "date,kind";

    private static readonly Dictionary<string, CalendarMark> Marks = new(StringComparer.Ordinal)
    {
        ["holiday"] = CalendarMark.Holiday,
        ["transferred-day-off"] = CalendarMark.TransferredDayOff,
        ["working-weekend-day"] = CalendarMark.WorkingWeekendDay,
        ["short"] = CalendarMark.Short,
        ["decreed-non-working"] = CalendarMark.DecreedNonWorking,
    };

    /// <summary>Blank lines are allowed and counted.</summary>
    public static CalendarCsv Parse(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n');
        var errors = new List<CalendarCsvFault>();
        var rows = new List<(int Line, CalendarDay Day)>();
        if (lines[0].Trim() != Header)
        {
            errors.Add(new(1, $"the first line must be '{Header}'"));
        }

        for (var index = 1; index < lines.Length; index++)
        {
            if (lines[index].Trim() is not { Length: > 0 } line)
            {
                continue;
            }

            if (ParseRow(line, out var error) is { } day)
            {
                rows.Add((index + 1, day));
            }
            else
            {
                errors.Add(new(index + 1, error));
            }
        }

        var years = new List<CalendarYear>();
        foreach (var group in rows.GroupBy(row => row.Day.Date.Year).OrderBy(group => group.Key))
        {
            var lineOf = group.Select(row => row.Line).ToArray();
            var year = new CalendarYear(group.Key, [.. group.Select(row => row.Day)]);
            errors.AddRange(year.Errors().Select(error => new CalendarCsvFault(lineOf[error.Index], error.Reason)));
            years.Add(year);
        }

        return errors.Count == 0 ? new([.. years], []) : new([], [.. errors.OrderBy(error => error.Line)]);
    }

    private static CalendarDay? ParseRow(string line, out string error)
    {
        error = "";
        var fields = line.Split(',');
        if (fields.Length != 2)
        {
            error = $"'{line}' is not a date and a kind with one comma between them";
        }
        else if (!DateOnly.TryParseExact(fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            error = $"'{fields[0]}' is not a date such as 2026-01-31";
        }
        else if (!Marks.TryGetValue(fields[1], out var mark))
        {
            error = $"'{fields[1]}' is none of {string.Join(", ", Marks.Keys)}";
        }
        else
        {
            return new(date, mark);
        }

        return null;
    }
}

internal sealed record CalendarCsvFault(int Line, string Reason);
