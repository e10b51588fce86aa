using System.Globalization;
using System.Text.Json;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Storage.Reference;

/// <summary>The table of one kind of loads.</summary>
/// <param name="Part">The column of what was loaded anew: one year, one classifier.</param>
/// <param name="Content">The column of that part as text, whole.</param>
internal sealed record LoadTable<TLoad>(string Name, string Part, string Content, Func<TLoad, LoadRow> Write, Func<LoadRow, TLoad> Read);

/// <summary>A row of such a table. <see cref="Part"/> is a number or a text, as its column is.</summary>
internal sealed record LoadRow(long Revision, object Part, string Content, DateTimeOffset At, string Subject, string Name);

internal static class LoadTables
{
    public static readonly LoadTable<CalendarLoad> Calendar = new(
        "calendar_loads", "year", "days",
        load => new(
            load.Revision, load.Year.Year, JsonSerializer.Serialize(load.Year.Days, CalendarJson.Default.ImmutableArrayCalendarDay), load.At, load.Subject, load.Name),
        row => new(
            row.Revision,
            new CalendarYear(
                Convert.ToInt32(row.Part, CultureInfo.InvariantCulture), JsonSerializer.Deserialize(row.Content, CalendarJson.Default.ImmutableArrayCalendarDay)),
            row.At, row.Subject, row.Name));

    public static readonly LoadTable<ClassifierLoad> Classifiers = new(
        "classifier_loads", "classifier", "rows",
        load => new(load.Revision, $"{load.Name}", load.Text, load.At, load.Subject, load.Person),
        row => new(row.Revision, Enum.Parse<ClassifierName>((string)row.Part), row.Content, row.At, row.Subject, row.Name));

    public static readonly LoadTable<KindLoad> Kinds = new(
        "kind_loads", "kind", "file",
        load => new(load.Revision, load.Code, load.File, load.At, load.Subject, load.Person),
        row => new(row.Revision, (string)row.Part, row.Content, row.At, row.Subject, row.Name));
}
