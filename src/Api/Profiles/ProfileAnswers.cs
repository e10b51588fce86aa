using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Profiles;

/// <summary>
/// How a profile stands, without its content. Days and times are Moscow's; <paramref name="Cancellation"/> is the decision that has cancelled
/// it, or will on its day; <paramref name="Revision"/> is that of its latest change in the directory.
/// </summary>
public sealed record ProfileStatusAnswer(
    RegistrationNumber Number,
    int Version,
    ProfileStatus Status,
    ProfileKind Kind,
    string Title,
    Territory Territory,
    ApplicationMode Mode,
    string ValidFrom,
    string ValidTo,
    DateTimeOffset RegisteredAt,
    DateTimeOffset ChangedAt,
    DraftId Draft,
    RegistrationNumber DraftNumber,
    DecisionPaper? Cancellation,
    long Revision)
{
    internal static ProfileStatusAnswer Of(ProfileHead row) => new(
        row.Number, row.Version, row.Status, row.Kind, row.Title, row.Territory, row.Mode, DayJson.Text(row.ValidFrom), DayJson.Text(row.ValidTo),
        row.RegisteredAt.In(MoscowDays.Zone), row.ChangedAt.In(MoscowDays.Zone), row.Draft, row.DraftNumber, row.Cancellation, row.Revision);
}

/// <param name="Next">The cursor of the next page, if there is one.</param>
public sealed record ProfileList(ImmutableArray<ProfileStatusAnswer> Items, string? Next);

/// <summary>One version of a profile; <paramref name="Decision"/> is the one it was updated on.</summary>
public sealed record ProfileVersionAnswer(
    RegistrationNumber Number, int Version, DateTimeOffset At, DecisionPaper? Decision, DateOnly ValidFrom, DateOnly ValidTo, DraftContent Content, ExplanatoryNote Note);

/// <summary>How a profile stands after a command.</summary>
public sealed record ProfileReceiptAnswer(RegistrationNumber Number, int Version, ProfileStatus Status, DateOnly ValidFrom, DateOnly ValidTo);

/// <summary>The journal of a profile.</summary>
public sealed record ProfileJournalAnswer(RegistrationNumber Number, ImmutableArray<Drafts.JournalLineAnswer> Lines);
