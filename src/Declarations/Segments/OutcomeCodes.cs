namespace RmsOrleans.Declarations.Segments;

/// <summary>An <see cref="Outcome"/> as a code.</summary>
[Flags]
internal enum OutcomeCodes
{
    Unknown = 0,
    Known = 1,
    Controlled = 2,
    Finding = 4,
}

internal static class OutcomesAsCodes
{
    public static OutcomeCodes ToCode(this Outcome? outcome) => outcome is null
        ? OutcomeCodes.Unknown
        : OutcomeCodes.Known | (outcome.IsControlled ? OutcomeCodes.Controlled : 0) | (outcome.HasFinding ? OutcomeCodes.Finding : 0);
}
