using System.Collections.Immutable;

namespace RmsOrleans.Grains.Drafts.Paperwork;

/// <summary>The rules of signature and visas, for a draft that comes with them.</summary>
internal static class PaperworkRules
{
    /// <summary>Clocks of offices differ a little; a date beyond this is a mistake.</summary>
    private static readonly TimeSpan clockSkew = TimeSpan.FromMinutes(1);

    /// <summary>The faults of a signature and visas given on paper: all required ones present, no other, in order of time.</summary>
    public static ImmutableArray<Fault> Check(Signature signature, ImmutableArray<Visa> visas, ImmutableArray<string> otherUnits, DateTimeOffset now)
    {
        var faults = new Faults();
        faults.Text("/signature/name", signature.Name);
        faults.OptionalText("/signature/position", signature.Position);
        if (signature.SignedAt > now + clockSkew)
            faults.Add("/signature/signedAt", "The signature lies in the future.");

        var paperwork = new PaperworkFile("", otherUnits, signature);
        for (var i = 0; i < visas.Length; i++)
        {
            Check(faults, $"/visas/{i}", visas[i], paperwork, now);
            paperwork = paperwork with { Visas = paperwork.Visas.Add(visas[i]) };
        }
        if (!paperwork.MissingVisas().IsEmpty)
            faults.Add("/visas", $"Missing: {Missing(paperwork)}.");
        return faults.ToImmutable();
    }

    public static void CheckUnits(Faults faults, string unit, ImmutableArray<string> otherUnits)
    {
        for (var i = 0; i < otherUnits.Length; i++)
        {
            faults.Text($"/otherUnits/{i}", otherUnits[i]);
            if (otherUnits[i] == unit)
                faults.Add($"/otherUnits/{i}", "The author's own unit signs; it is not one of the other units.");
            if (otherUnits.IndexOf(otherUnits[i]) < i)
                faults.Add($"/otherUnits/{i}", "This unit is named twice.");
        }
    }

    /// <summary>What is missing, in words.</summary>
    public static string Missing(PaperworkFile paperwork)
    {
        var visas = paperwork.MissingVisas().Select(missing => missing.As switch
        {
            VisaRole.CoordinationHead => "the visa of the head of the coordination unit",
            VisaRole.DeputyHead => "the visa of the first deputy head",
            VisaRole.UnitHead => $"the visa of the head of the unit {missing.Unit}",
        });
        return string.Join(", ", paperwork.Signature is null ? visas.Prepend("the signature of the head of the author's unit") : visas);
    }

    private static void Check(Faults faults, string at, Visa visa, PaperworkFile before, DateTimeOffset now)
    {
        faults.Text($"{at}/name", visa.Name);
        if (visa.GivenAt < before.Signature!.SignedAt)
            faults.Add($"{at}/givenAt", "A visa is given after the signature.");
        if (visa.GivenAt > now + clockSkew)
            faults.Add($"{at}/givenAt", "The visa lies in the future.");

        if (visa.As == VisaRole.UnitHead && !before.OtherUnits.Contains(visa.Unit ?? ""))
            faults.Add($"{at}/unit", "This must be one of the named other units.");
        else if (visa.As != VisaRole.UnitHead && visa.Unit is not null)
            faults.Add($"{at}/unit", "Only the visa of the head of another unit names a unit.");
        else if (before.Has(visa.As, visa.Unit))
            faults.Add(at, "This visa is given twice.");
    }
}
