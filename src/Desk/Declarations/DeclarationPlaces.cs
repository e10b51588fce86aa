using RmsOrleans.Api.Declarations;
using RmsOrleans.Grains.Declarations;

namespace RmsOrleans.Desk.Declarations;

/// <summary>Where pages of declarations are, and words that several of them say.</summary>
internal static class DeclarationPlaces
{
    public const string Path = $"{Places.Prefix}/declarations";

    public const string Checks = $"{Places.Prefix}/checks";

    public const string Loads = $"{Path}/loads";

    public static string Of(string number) => $"{Path}/{Uri.EscapeDataString(number.Trim().Replace('/', '-'))}";

    /// <summary>The form of a step, about a hit and one of its measures.</summary>
    public static string Step(string number, string route, int? hit = null, int? measure = null) =>
        $"{Of(number)}/{route}{(hit is null ? "" : $"?hit={hit}")}{(measure is null ? "" : $"&measure={measure}")}";

    /// <summary>By the clock of whoever looks. What is due at a midnight is to be done by the end of the day before.</summary>
    public static string Due(DateTimeOffset due, DeskRequest desk)
    {
        var local = TimeZoneInfo.ConvertTime(due, desk.Viewer!.Zone);
        return local.TimeOfDay == TimeSpan.Zero ? DateOnly.FromDateTime(local.DateTime.AddDays(-1)).Day() : local.DayAndTime();
    }

    /// <summary>The item of a hit.</summary>
    public static Phrase Item(int item) => item == 0 ? new("the consignment as a whole", "партия в целом") : new($"item {item}", $"товар {item}");

    /// <summary>What an official has entered of a measure.</summary>
    public static Phrase Entry(MeasureEntry entry)
    {
        var (kind, foundation) = (Codes.KindName(entry.Kind), Codes.FoundationName(entry.Foundation));
        return entry.Foundation == "00" ? kind : new($"{kind.En}: {foundation.En}", $"{kind.Ru}: {foundation.Ru}");
    }

    /// <inheritdoc cref="ControlSteps.TakesEntry"/>
    public static bool TakesEntry(HitResponse hit, HitMeasureResponse measure) =>
        measure.Entry is null && (measure.Sign == Codes.Of(MeasureSign.Due) || measure.Sign == Codes.Of(MeasureSign.NotSelected) || hit.Type == Codes.Of(HitType.RiskNotFound));
}
