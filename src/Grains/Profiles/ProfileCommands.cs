using RmsOrleans.Grains.Content;

namespace RmsOrleans.Grains.Profiles;

/// <summary>A wish about a profile. What came of it is a <c>ProfileEvent</c>, or a refusal.</summary>
[GenerateSerializer, Alias("profile-command"), Immutable]
public abstract record ProfileCommand;

/// <summary>The next version: the same number, another content or note. The note says from when to when it is valid.</summary>
[GenerateSerializer, Alias("update-profile"), Immutable]
public sealed record UpdateProfile(
    [property: Id(0)] DecisionPaper Decision,
    [property: Id(1)] DraftContent Content,
    [property: Id(2)] ExplanatoryNote Note) : ProfileCommand;

/// <summary>The profile ends on the decision's day; at once if that has come.</summary>
[GenerateSerializer, Alias("cancel-profile"), Immutable]
public sealed record CancelProfile([property: Id(0)] DecisionPaper Decision) : ProfileCommand;

/// <summary>Let happen what the day brings by itself.</summary>
[GenerateSerializer, Alias("check-profile"), Immutable]
internal sealed record CheckProfile : ProfileCommand;
