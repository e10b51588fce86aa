using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Profiles;

/// <summary>A change of one profile that asks for its place in the directory: decided, but without time, number and revision yet.</summary>
[GenerateSerializer, Alias("directory-change"), Immutable]
internal abstract record DirectoryChange([property: Id(0)] ProfileId Profile, [property: Id(1)] byte[] Actor);

/// <summary>Lines of a profile that is there, decided on its line <paramref name="DecidedOn"/>.</summary>
[GenerateSerializer, Alias("profile-change"), Immutable]
internal sealed record ProfileChange(
    ProfileId Profile,
    byte[] Actor,
    [property: Id(0)] int DecidedOn,
    [property: Id(1)] byte[] LastHash,
    [property: Id(2)] DateTimeOffset LastAt,
    [property: Id(3)] ImmutableArray<AuthorityCode> ScopeBefore,
    [property: Id(4)] ImmutableArray<ProfileStep> Steps) : DirectoryChange(Profile, Actor)
{
    /// <summary>These events of a profile, each with the profile as it will stand after it.</summary>
    public static ProfileChange Of(Profiles.Profile profile, ImmutableArray<ProfileEvent> events, byte[] actor)
    {
        var after = profile;
        var steps = ImmutableArray.CreateBuilder<ProfileStep>(events.Length);
        foreach (var happened in events)
        {
            after = after.After(happened);
            steps.Add(new ProfileStep(StoredProfileEvents.Table.Pending(happened), ProfileHead.Of(after)));
        }
        return new ProfileChange(
            profile.Id, actor, profile.Line, profile.LineHash, profile.ChangedAt, Scopes.Of(profile.Content), steps.MoveToImmutable());
    }
}

/// <summary>One line, and the profile's row as it will stand after it.</summary>
[GenerateSerializer, Alias("profile-step"), Immutable]
internal sealed record ProfileStep([property: Id(0)] PendingLine Line, [property: Id(1)] ProfileHead After);

/// <summary>An approved draft becomes a profile: its head as it will stand once adopted, and what was approved.</summary>
[GenerateSerializer, Alias("draft-adoption"), Immutable]
internal sealed record DraftAdoption(
    ProfileId Profile,
    byte[] Actor,
    [property: Id(0)] DraftId Draft,
    [property: Id(1)] int DecidedOn,
    [property: Id(2)] byte[] LastHash,
    [property: Id(3)] DraftHead Adopted,
    [property: Id(4)] DraftContent Content,
    [property: Id(5)] ExplanatoryNote Note,
    [property: Id(6)] RequestKey? Request) : DirectoryChange(Profile, Actor)
{
    public static DraftAdoption Of(Draft draft, Decision.Adopts adopts, byte[] actor, RequestKey? request) => new(
        ProfileId.Of(draft.Id), actor, draft.Id, draft.Line, draft.LineHash, DraftHead.Of(draft.Enter(DraftStatus.Adopted, null)), adopts.Content, adopts.Note, request);
}
