using RmsOrleans.Grains.Content;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The rules of signature and visas, for a draft that comes with them.</summary>
internal static class PaperworkRules
{
    /// <summary>Clocks of offices differ a little; a date beyond this is a mistake.</summary>
    private static readonly TimeSpan clockSkew = TimeSpan.FromMinutes(1);

    private static readonly JsonPointer visasPlace = new("/visas");
    private static readonly JsonPointer unitsPlace = new("/otherUnits");

    /// <summary>A signature and visas given on paper: all required ones present, no other, in order of time.</summary>
    public static void Check(ValidationErrors errors, Signature signature, ImmutableArray<Visa> visas, ImmutableArray<string> otherUnits, DateTimeOffset now)
    {
        errors.Text("/signature/name", signature.Name);
        errors.OptionalText("/signature/position", signature.Position);
        if (signature.SignedAt > now + clockSkew)
            errors.Add("/signature/signedAt", "The signature lies in the future.");
        if (TextLists.IsTooLong(errors, visasPlace, visas.Length, UnitLists.Most + 2) || otherUnits.Length > UnitLists.Most)
            return;

        for (var i = 0; i < visas.Length; i++)
            Check(errors, visasPlace.Of("", i), visas[i], signature, now);
        if (errors.IsUnreadable(visasPlace) || errors.IsUnreadable(unitsPlace))
            return;

        for (var i = 0; i < visas.Length; i++)
            CheckPlaceAmong(errors, visasPlace.Of("", i), visas[i], otherUnits, before: visas.AsSpan(..i));
        var paperwork = new PaperworkState("", otherUnits, signature, visas);
        if (!paperwork.IsComplete)
            errors.Add(visasPlace, $"Missing: {Missing(paperwork)}.");
    }

    /// <param name="unit">The author's unit, where the draft is known.</param>
    public static void CheckUnits(ValidationErrors errors, string? unit, ImmutableArray<string> otherUnits) =>
        UnitLists.Check(errors, unitsPlace, otherUnits, own: unit);

    /// <summary>What is missing, in words.</summary>
    public static string Missing(PaperworkState paperwork)
    {
        var visas = paperwork.MissingVisas().Select(missing => missing.As switch
        {
            VisaRole.CoordinationHead => "the visa of the head of the coordination unit",
            VisaRole.DeputyHead => "the visa of the first deputy head",
            VisaRole.UnitHead => $"the visa of the head of the unit {missing.Unit}",
        });
        return string.Join(", ", paperwork.Signature is null ? visas.Prepend("the signature of the head of the author's unit") : visas);
    }

    private static void Check(ValidationErrors errors, JsonPointer at, Visa visa, Signature signature, DateTimeOffset now)
    {
        errors.Text(at.Of("/name"), visa.Name);
        if (visa.GivenAt < signature.SignedAt)
            errors.Add(at.Of("/givenAt"), "A visa is given after the signature.");
        if (visa.GivenAt > now + clockSkew)
            errors.Add(at.Of("/givenAt"), "The visa lies in the future.");
    }

    private static void CheckPlaceAmong(ValidationErrors errors, JsonPointer at, Visa visa, ImmutableArray<string> otherUnits, ReadOnlySpan<Visa> before)
    {
        if (visa.As == VisaRole.UnitHead && !otherUnits.Contains(visa.Unit ?? ""))
            errors.Add(at.Of("/unit"), "This must be one of the named other units.");
        else if (visa.As != VisaRole.UnitHead && visa.Unit is not null)
            errors.Add(at.Of("/unit"), "Only the visa of the head of another unit names a unit.");
        else if (PaperworkState.Has(before, visa.As, visa.Unit))
            errors.Add(at, "This visa is given twice.");
    }
}
