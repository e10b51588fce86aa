using RmsOrleans.Grains.Content;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Something that is taken as it is, but hardly meant. It follows from the draft and the day and is never stored.
/// <paramref name="Pointer"/> is a JSON pointer (RFC 6901) into the draft; <paramref name="Code"/> never changes its meaning.
/// </summary>
[GenerateSerializer, Alias("warning"), Immutable]
public sealed record Warning([property: Id(0)] string Pointer, [property: Id(1)] string Code, [property: Id(2)] string Detail);

/// <summary>What is doubtful about the term of validity, by the calendar of Moscow.</summary>
public static class ValidityWarnings
{
    private const string Over = "validity-over";
    private const string Begun = "first-day-passed";

    /// <summary>Of the profile in the making where there is one, else of what is proposed; none once the draft has come to its end.</summary>
    public static ImmutableArray<Warning> Of(Draft draft, DateTimeOffset now) => draft switch
    {
        { Status: DraftStatus.Discarded or DraftStatus.Inexpedient or DraftStatus.Withdrawn or DraftStatus.Adopted } => [],
        { Profile: { } profile } => Of(profile.Note, now, "/profile/note"),
        _ => Of(draft.Note, now),
    };

    public static ImmutableArray<Warning> Of(ExplanatoryNote note, DateTimeOffset now, string at = "/note")
    {
        var today = MoscowDays.Of(now);
        if (note.ValidTo < today)
            return [new($"{at}/validTo", Over, $"The validity was over on {note.ValidTo:yyyy-MM-dd}; no profile can be made of it until that is changed.")];
        if (note.ValidFrom < today)
            return [new($"{at}/validFrom", Begun, $"The first day, {note.ValidFrom:yyyy-MM-dd}, has passed; a profile holds from the day of its number at the earliest.")];
        return [];
    }
}
