namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>What the classifier says of how a measure is applied; nothing, where its file has no such columns.</summary>
/// <param name="NeedsAgreement">Whether the head of the post must agree before it is entered as applied.</param>
/// <param name="NeedsPresence">Whether an official of the centre must be present.</param>
/// <param name="Moments">The codes of the moments of a check at which it is due; at every one if there are none.</param>
/// <param name="SparesLowRisk">Whether it is not applied to traders of low risk.</param>
internal sealed record MeasureMarks(bool NeedsAgreement, bool NeedsPresence, ImmutableArray<string> Moments, bool SparesLowRisk)
{
    /// <summary>The columns of a file that has them, behind all others.</summary>
    public const string Columns = "agreement,presence,moments,low_risk";

    public static readonly MeasureMarks None = new(false, false, [], false);

    private static readonly string[] known = ["00", "10", "11", "20", "99"];

    public static MeasureMarks? Read(ReadOnlySpan<string> fields, out Phrase? error)
    {
        ImmutableArray<string> moments = [.. fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        error = null;
        if (fields[0] is not ("yes" or "no") || fields[1] is not ("yes" or "no") || fields[3] is not ("yes" or "no"))
            error = new("agreement, presence and low risk must each be yes or no", "согласование, присутствие и низкий риск должны иметь значение yes или no");
        else if (moments.Except(known).FirstOrDefault() is { } other)
            error = new($"a check has no moment {other}; there are {string.Join(", ", known)}", $"момента проверки {other} нет; есть {string.Join(", ", known)}");
        else
            return new(fields[0] == "yes", fields[1] == "yes", moments, fields[3] == "yes");
        return null;
    }

    public IEnumerable<string> Fields => [Said(NeedsAgreement), Said(NeedsPresence), string.Join(' ', Moments), Said(SparesLowRisk)];

    private static string Said(bool truth) => truth ? "yes" : "no";
}
