using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Profiles;

/// <summary>How a change ended: the profile as it stands, and with an adoption its draft; <paramref name="Write"/> is set if the storage was away.</summary>
[GenerateSerializer, Alias("directory-answer"), Immutable]
internal sealed record DirectoryAnswer(
    [property: Id(0)] RegistrationEnd End,
    [property: Id(1)] ProfileHead? Profile = null,
    [property: Id(2)] DraftHead? Draft = null,
    [property: Id(3)] FailedWrite? Write = null) : IBatchAnswer<DirectoryAnswer>
{
    public static readonly DirectoryAnswer MovedOn = Of(RegistrationEnd.MovedOn);

    public static readonly DirectoryAnswer Failed = Of(RegistrationEnd.Failed);

    public static DirectoryAnswer Of(RegistrationEnd end, FailedWrite? write = null) => new(end, Write: write);
}
