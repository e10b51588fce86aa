using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Matching;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Grains.Declarations;

/// <summary>A profile as checks go by it: in one version, with its days.</summary>
/// <param name="Revision">The directory's revision of its latest change.</param>
/// <param name="EndsOn">The first day on which it holds no longer, whether it runs out or is cancelled.</param>
public sealed record AppliedProfile(
    ProfileId Id, RegistrationNumber Number, int Version, long Revision, DraftContent Content, DateOnly From, DateOnly EndsOn)
{
    internal RiskConditions Conditions { get; } = RiskAreaConditions.Of(Content.RiskArea);

    /// <summary>Goes by the days, not by when somebody noticed that one had come.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && day < EndsOn;

    internal static AppliedProfile Of(ProfileHead head, JournalLine bearing)
    {
        var content = StoredProfileEvents.Table.Read(bearing.Type, bearing.Payload) switch
        {
            ProfileRegistered registered => registered.Content,
            ProfileUpdated updated => updated.Content,
            var other => throw new InvalidOperationException($"Profile {head.Id}: a {other.GetType().Name} bears no content."),
        };
        var end = head.ValidTo == DateOnly.MaxValue ? DateOnly.MaxValue : head.ValidTo.AddDays(1);
        return new(head.Id, head.Number, head.Version, head.Revision, content, head.ValidFrom, head.Cancellation is { } cancelled && cancelled.Date < end ? cancelled.Date : end);
    }
}

/// <summary>All profiles of one day, compiled: what a declaration is tried against. Immutable.</summary>
public sealed class ProfilesOfDay
{
    private readonly ImmutableArray<AppliedProfile> profiles;
    private readonly ProfileIndex index;

    private ProfilesOfDay(ProfileBook book, AuthorityTree authorities, DateOnly day)
    {
        profiles = [.. book.Profiles.Values.Where(profile => profile.HoldsOn(day)).OrderBy(profile => profile.Number.Serial)];
        index = ProfileIndex.Build([.. profiles.Select(profile => profile.Conditions)], authorities, Folding.Default);
        (Day, Directory, Authorities) = (day, book.Revision, authorities.Revision);
    }

    public static ProfilesOfDay Empty { get; } = new(ProfileBook.Empty, AuthorityTree.Empty, default);

    /// <summary>In Moscow.</summary>
    public DateOnly Day { get; }

    /// <summary>The revision of the directory that it follows.</summary>
    public long Directory { get; }

    /// <summary>The revision of the register of authorities.</summary>
    public long Authorities { get; }

    public int Count => profiles.Length;

    /// <summary>How many have no key that they could be found by: they are tried on every declaration.</summary>
    public int WithoutKey => index.WithoutKey;

    /// <summary>How many software never finds: they have no formal indicator.</summary>
    public int FoundByOfficials => profiles.Count(profile => profile.Conditions.FindNothing);

    /// <summary>A profile of this day by its number; null if it does not hold then.</summary>
    public AppliedProfile? Find(RegistrationNumber number) => profiles.FirstOrDefault(profile => profile.Number == number);

    /// <summary>What hits a declaration, in the order of numbers and items.</summary>
    public ProfileMatches Match(Declaration declaration)
    {
        var found = index.Match(declaration);
        return new([.. found.Hits.Select(hit => new ProfileMatch(profiles[hit.Profile], hit.Item))], [.. found.Undecided.Select(hit => new ProfileMatch(profiles[hit.Profile], hit.Item))]);
    }

    internal static ProfilesOfDay Build(ProfileBook book, AuthorityTree authorities, DateOnly day) => new(book, authorities, day);
}

/// <param name="Undecided">Where a pattern that cannot run leaves it open.</param>
public sealed record ProfileMatches(ImmutableArray<ProfileMatch> Hits, ImmutableArray<ProfileMatch> Undecided);

/// <param name="Item">0 is the consignment as a whole.</param>
public sealed record ProfileMatch(AppliedProfile Profile, int Item);

/// <summary>The profiles that are or will be in force, as the directory has them at a revision. Immutable.</summary>
internal sealed record ProfileBook(long Revision, ImmutableDictionary<ProfileId, AppliedProfile> Profiles)
{
    public static readonly ProfileBook Empty = new(0, ImmutableDictionary<ProfileId, AppliedProfile>.Empty);

    /// <summary>After these changes; a profile that is over is forgotten.</summary>
    public ProfileBook With(IReadOnlyCollection<ChangedProfile> changes) => changes.Count == 0 ? this : new(
        changes.Max(each => each.Head.Revision),
        changes.Aggregate(Profiles, (all, each) => each.Head.Status is ProfileStatus.Expired or ProfileStatus.Cancelled
            ? all.Remove(each.Head.Id)
            : all.SetItem(each.Head.Id, AppliedProfile.Of(each.Head, each.Bearing))));
}

/// <summary>A profile that has changed, with the line that bears its present content.</summary>
internal sealed record ChangedProfile(ProfileHead Head, JournalLine Bearing);

/// <summary>Where profiles are read from.</summary>
internal interface IChangedProfiles
{
    /// <summary>All profiles whose latest change has a later revision of the directory, as they stand at one moment.</summary>
    Task<IReadOnlyCollection<ChangedProfile>> After(long revision, CancellationToken cancellation);
}
