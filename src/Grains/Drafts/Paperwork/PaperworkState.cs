using RmsOrleans.Grains.Content;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The signature and the visas that a version has so far, and the units that must agree to it.</summary>
[GenerateSerializer, Alias("paperwork"), Immutable]
public sealed record PaperworkState(
    [property: Id(0)] string Unit,
    ImmutableArray<string> OtherUnits = default,
    [property: Id(2)] Signature? Signature = null,
    ImmutableArray<Visa> Visas = default)
{
    /// <summary>Other units of the same authority whose competence the draft touches.</summary>
    [Id(1)] public ImmutableArray<string> OtherUnits { get; init; } = OtherUnits.OrEmpty();

    [Id(3)] public ImmutableArray<Visa> Visas { get; init; } = Visas.OrEmpty();

    internal bool IsComplete => Signature is not null && MissingVisas().IsEmpty;

    internal bool Has(VisaRole role, string? unit) => Has(Visas.AsSpan(), role, unit);

    internal static bool Has(ReadOnlySpan<Visa> visas, VisaRole role, string? unit)
    {
        foreach (var visa in visas)
        {
            if (visa.As == role && visa.Unit == unit)
                return true;
        }
        return false;
    }

    /// <summary>The visas that are still to be given, in the order in which people name them.</summary>
    internal ImmutableArray<(VisaRole As, string? Unit)> MissingVisas() =>
        [.. Required().Where(required => !Has(required.As, required.Unit))];

    internal PaperworkState Void() => this with { Signature = null, Visas = [] };

    private IEnumerable<(VisaRole As, string? Unit)> Required() =>
        OtherUnits.Select(unit => (VisaRole.UnitHead, (string?)unit))
            .Prepend((VisaRole.DeputyHead, null))
            .Prepend((VisaRole.CoordinationHead, null));
}
