using System.Globalization;
using System.Text.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Silo.Storage;

/// <summary>Parts of a profile that stand in a column as text.</summary>
internal static class ProfileColumns
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Cancellation(ProfileHead head) =>
        head.Cancellation is { } decision ? JsonSerializer.Serialize(decision, StoredJson.Profile.DecisionPaper) : null;
}
