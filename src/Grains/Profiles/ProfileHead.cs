using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Profiles;

/// <summary>A profile's row in the read model, written in the transaction that writes its lines.</summary>
[GenerateSerializer, Alias("profile-head"), Immutable]
public sealed record ProfileHead
{
    [Id(0)] public required ProfileId Id { get; init; }

    [Id(1)] public required int LastLine { get; init; }

    [Id(2)] public required byte[] LastHash { get; init; }

    [Id(3)] public required ProfileStatus Status { get; init; }

    [Id(4)] public required RegistrationNumber Number { get; init; }

    [Id(5)] public required DraftId Draft { get; init; }

    [Id(6)] public required RegistrationNumber DraftNumber { get; init; }

    [Id(7)] public required ProfileKind Kind { get; init; }

    [Id(8)] public required int Version { get; init; }

    [Id(9)] public required string Title { get; init; }

    [Id(10)] public required Territory Territory { get; init; }

    [Id(11)] public required ApplicationMode Mode { get; init; }

    [Id(12)] public required DateOnly ValidFrom { get; init; }

    [Id(13)] public required DateOnly ValidTo { get; init; }

    [Id(14)] public required DateTimeOffset RegisteredAt { get; init; }

    [Id(15)] public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When it next changes by itself.</summary>
    [Id(16)] public required DateTimeOffset? DueAt { get; init; }

    [Id(17)] public required DecisionPaper? Cancellation { get; init; }

    [Id(18)] public required int ContentLine { get; init; }

    /// <summary>Where it applies: each of these authorities and all below it. Entries of the directory have it, not the row.</summary>
    [Id(19)] public ImmutableArray<AuthorityCode> Scope { get; init; } = [];

    /// <summary>The directory's revision of its latest change; 0 before it has one.</summary>
    [Id(20)] public long Revision { get; init; }

    /// <summary>The code of the risk area that it names.</summary>
    [Id(21)] public string? Area { get; init; }

    internal static ProfileHead Of(Profile profile) => new()
    {
        Id = profile.Id,
        LastLine = profile.Line,
        LastHash = profile.LineHash,
        Status = profile.Status,
        Number = profile.Number,
        Draft = profile.Draft,
        DraftNumber = profile.DraftNumber,
        Kind = profile.Kind,
        Version = profile.Version,
        Title = profile.Content.Title,
        Territory = profile.Content.Territory,
        Mode = profile.Content.Mode,
        ValidFrom = profile.ValidFrom,
        ValidTo = profile.ValidTo,
        RegisteredAt = profile.RegisteredAt,
        ChangedAt = profile.ChangedAt,
        DueAt = ProfileDays.DueAt(profile),
        Cancellation = profile.Cancellation,
        ContentLine = profile.ContentLine,
        Scope = Scopes.Of(profile.Content),
        Area = profile.Content.RiskArea.Code,
    };
}
