namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// How a draft stands after a command. <paramref name="Line"/> is the number of its last journal line, its <c>ETag</c>;
/// <paramref name="Repeated"/> says that nothing new was written because it had been done before;
/// <paramref name="Profile"/> is the number of the profile that the draft has become.
/// </summary>
[GenerateSerializer, Alias("draft-receipt"), Immutable]
public sealed record DraftReceipt(
    [property: Id(0)] DraftId Id,
    [property: Id(1)] DraftStatus Status,
    [property: Id(2)] int Version,
    [property: Id(3)] int Line,
    [property: Id(4)] RegistrationNumber? Number,
    [property: Id(5)] DateTimeOffset? RegisteredAt,
    [property: Id(6)] Deadline? Deadline,
    [property: Id(7)] bool Repeated,
    [property: Id(8)] AuthorityCode Authority,
    [property: Id(9)] RegistrationNumber? Profile = null)
{
    internal static DraftReceipt Of(DraftHead head) =>
        new(head.Id, head.Status, head.Version, head.LastLine, head.Number, head.RegisteredAt, head.Deadline, Repeated: false, head.Authority);

    /// <summary>What was asked for has been done before.</summary>
    internal static DraftReceipt DoneBefore(Draft draft) => Of(DraftHead.Of(draft)) with { Repeated = true, Profile = draft.AdoptedAs };
}
