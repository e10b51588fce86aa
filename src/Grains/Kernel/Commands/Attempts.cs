namespace RmsOrleans.Grains.Kernel.Commands;

/// <summary>Decide and save, again where others were quicker, for grains that remember nothing between calls.</summary>
internal static class Attempts
{
    public const int Most = 8;

    /// <param name="decideAndSave">Null when others were quicker.</param>
    /// <param name="contended">Asked for when they were each time: nothing was done.</param>
    public static async Task<Outcome<T>> UntilSaved<T>(Func<Task<Outcome<T>?>> decideAndSave, Func<Refusal> contended) where T : class
    {
        try
        {
            for (var attempt = 1; attempt <= Most; attempt++)
            {
                if (await decideAndSave() is { } outcome)
                    return outcome;
            }
            return contended();
        }
        catch (StorageUnavailableException)
        {
            return Refusal.OutcomeUnknown;
        }
    }

    /// <summary>What would come of it. Nothing is stored.</summary>
    public static async Task<Outcome<T>> Tried<T>(Func<Task<Outcome<T>>> decide) where T : class
    {
        try
        {
            return await decide();
        }
        catch (StorageUnavailableException)
        {
            return Refusal.NotTried;
        }
    }
}
