using System.Text.Json;

namespace RmsOrleans.Storage.Verification;

internal static class FoldFailures
{
    /// <summary>Whether a journal, and not the program, is the reason that its lines could not be folded.</summary>
    public static bool IsOne(Exception failure) =>
        failure is InvalidOperationException or JsonException or FormatException or ArgumentException or NullReferenceException;
}
