using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Json;

/// <summary>A submission as a line of a batch has it: the same members, and its own idempotency key.</summary>
public sealed record SubmissionLine(
    AuthorityCode Authority,
    string Unit,
    Author Author,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note,
    Signature Signature,
    ImmutableArray<Visa> Visas,
    ImmutableArray<string> OtherUnits = default,
    string? IdempotencyKey = null)
{
    public ImmutableArray<string> OtherUnits { get; init; } = OtherUnits.IsDefault ? [] : OtherUnits;

    public Submit ToSubmit() => new(Authority, Unit, Author, Kind, Content, Note, Signature, Visas, OtherUnits);
}
