namespace RmsOrleans.Grains.Drafts;

/// <summary>A person whom a line names, in a role.</summary>
/// <param name="Subject">What the person's token says; null of whom only a paper names.</param>
internal sealed record SeenOfficial(AuthorityCode Authority, string Name, string? Subject, Role Role, string? Unit = null, string? Position = null);

/// <summary>Whom the lines of drafts and profiles name: who wrote them, and whom what happened speaks of.</summary>
internal static class SeenOfficials
{
    /// <summary>Events that speak of somebody beside who wrote their line, or say what his position is.</summary>
    public static ImmutableArray<string> Telling { get; } =
    [
        StoredEvents.Table.NameOf<DraftPrepared>(), StoredEvents.Table.NameOf<DraftSubmitted>(), StoredEvents.Table.NameOf<DraftSigned>(),
        StoredEvents.Table.NameOf<ExecutorAssigned>(), StoredEvents.Table.NameOf<OpinionGiven>(), StoredEvents.Table.NameOf<ProfileSignedByExecutor>(),
        StoredEvents.Table.NameOf<ProfileSignedByDivision>(), StoredEvents.Table.NameOf<ProfileApproved>(),
    ];

    /// <param name="happened">Null where the event is none of <see cref="Telling"/>.</param>
    /// <param name="authority">That of the draft.</param>
    public static IEnumerable<SeenOfficial> In(DraftEvent? happened, LineActor writer, AuthorityCode authority) =>
        Writer(writer, PositionIn(happened)).Concat(happened switch
        {
            DraftPrepared prepared => [new(authority, prepared.Author.Name, null, Role.Author, prepared.Unit, prepared.Author.Position)],
            DraftSubmitted submitted =>
            [
                new(authority, submitted.Author.Name, null, Role.Author, submitted.Unit, submitted.Author.Position),
                new(authority, submitted.Signature.Name, null, Role.UnitHead, submitted.Unit, submitted.Signature.Position),
                .. submitted.Visas.Select(visa => new SeenOfficial(authority, visa.Name, null, RoleOf(visa.As), visa.Unit)),
            ],
            ExecutorAssigned assigned => [new(AuthorityCode.Fcs, assigned.Executor.Name, assigned.Executor.Subject, Role.Executor, assigned.Unit)],
            OpinionGiven given => [new(writer.Authority, given.Opinion.Official, null, Role.DirectorateOfficer, writer.Unit)],
            _ => [],
        });

    /// <summary>Programs and the watch over deadlines are nobody to choose.</summary>
    public static IEnumerable<SeenOfficial> Writer(LineActor writer, string? position = null) => RoleNames.TryParse(writer.Role, out var role) && role != Role.System
        ? [new(writer.Authority, writer.Name, writer.Subject, role, writer.Unit, position)]
        : [];

    private static string? PositionIn(DraftEvent? happened) => happened switch
    {
        DraftSigned signed => signed.Signature.Position,
        ProfileSignedByExecutor signed => signed.Signature.Position,
        ProfileSignedByDivision signed => signed.Signature.Position,
        ProfileApproved approved => approved.Approval.Position,
        _ => null,
    };

    private static Role RoleOf(VisaRole office) => office switch
    {
        VisaRole.CoordinationHead => Role.CoordinationHead,
        VisaRole.DeputyHead => Role.DeputyHead,
        VisaRole.UnitHead => Role.UnitHead,
    };
}
