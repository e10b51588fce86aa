using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Authorities;

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
    public ImmutableArray<(VisaRole As, string? Unit)> MissingVisas() =>
        [.. Required().Where(required => !Has(required.As, required.Unit))];

    internal PaperworkState Void() => this with { Signature = null, Visas = [] };

    private IEnumerable<(VisaRole As, string? Unit)> Required() =>
        OtherUnits.Select(unit => (VisaRole.UnitHead, (string?)unit))
            .Prepend((VisaRole.DeputyHead, null))
            .Prepend((VisaRole.CoordinationHead, null));
}

/// <summary>The official who prepared the draft.</summary>
[GenerateSerializer, Alias("author"), Immutable]
public sealed record Author(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Position = null);

/// <summary>The signature of the head of the author's unit, or of the person acting for that head.</summary>
[GenerateSerializer, Alias("signature"), Immutable]
public sealed record Signature(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Position,
    [property: Id(2)] DateTimeOffset SignedAt,
    [property: Id(3)] bool Acting = false);

/// <summary>An agreement to a signed draft. <paramref name="Unit"/> is the named other unit, and only for <see cref="VisaRole.UnitHead"/>.</summary>
[GenerateSerializer, Alias("visa"), Immutable]
public sealed record Visa(
    [property: Id(0)] VisaRole As,
    [property: Id(1)] string? Unit,
    [property: Id(2)] string Name,
    [property: Id(3)] DateTimeOffset GivenAt,
    [property: Id(4)] bool Acting = false);

/// <summary>In what office a visa is given.</summary>
public enum VisaRole
{
    /// <summary>Head of the coordination unit.</summary>
    CoordinationHead,

    /// <summary>First deputy head of the authority, for customs control.</summary>
    DeputyHead,

    /// <summary>Head of a named other unit.</summary>
    UnitHead,
}

/// <summary>What people call the offices.</summary>
public static class VisaRoleNames
{
    private static readonly Phrases<VisaRole> names = new(role => role switch
    {
        VisaRole.CoordinationHead => new("Head of the coordination unit", "Начальник координирующего подразделения"),
        VisaRole.DeputyHead => new("First deputy head of the authority", "Первый заместитель начальника таможенного органа"),
        VisaRole.UnitHead => new("Head of the unit", "Начальник подразделения"),
    });

    public static Phrase InWords(this VisaRole role) => names[(int)role];
}

/// <summary>The rules of signature and visas, for a draft that comes with them.</summary>
internal static class PaperworkRules
{
    /// <summary>Clocks of offices differ a little; a date beyond this is a mistake.</summary>
    private static readonly TimeSpan clockSkew = TimeSpan.FromMinutes(1);

    private static readonly JsonPointer visasPlace = new("/visas");
    private static readonly JsonPointer unitsPlace = new("/otherUnits");

    /// <summary>A signature and visas given on paper: all required ones present, no other, in order of time.</summary>
    public static void Check(
        ValidationErrors errors, Signature signature, ImmutableArray<Visa> visas, ImmutableArray<string> otherUnits, AuthorityCode authority, UnitRegister register,
        DateTimeOffset now)
    {
        errors.Text("/signature/name", signature.Name);
        errors.OptionalText("/signature/position", signature.Position);
        if (signature.SignedAt > now + clockSkew)
            errors.Add("/signature/signedAt", "The signature lies in the future.", "Время подписи ещё не наступило.");
        if (TextLists.IsTooLong(errors, visasPlace, visas.Length, UnitLists.Most + 2) || otherUnits.Length > UnitLists.Most)
            return;

        for (var i = 0; i < visas.Length; i++)
            Check(errors, visasPlace.Of("", i), visas[i], signature, now);
        if (errors.IsUnreadable(visasPlace) || errors.IsUnreadable(unitsPlace))
            return;

        visas = register.Match(authority, otherUnits, visas);
        for (var i = 0; i < visas.Length; i++)
            CheckPlaceAmong(errors, visasPlace.Of("", i), visas[i], otherUnits, before: visas.AsSpan(..i));
        var paperwork = new PaperworkState("", otherUnits, signature, visas);
        if (!paperwork.IsComplete)
            errors.Add(visasPlace, new Phrase("Missing: ", "Отсутствуют: ") + Missing(paperwork) + Phrase.Same("."));
    }

    /// <param name="unit">The author's unit.</param>
    public static void CheckUnits(ValidationErrors errors, string unit, ImmutableArray<string> otherUnits, AuthorityCode authority, UnitRegister register) =>
        UnitLists.Check(errors, unitsPlace, otherUnits, authority, register, own: unit);

    /// <summary>Visas that name their unit as the draft does.</summary>
    public static ImmutableArray<Visa> Match(this UnitRegister register, AuthorityCode authority, ImmutableArray<string> otherUnits, ImmutableArray<Visa> visas) =>
        [.. visas.Select(visa => register.Among(authority, otherUnits, visa.Unit) is { } unit ? visa with { Unit = unit } : visa)];

    /// <summary>What is missing, in words.</summary>
    public static Phrase Missing(PaperworkState paperwork)
    {
        var visas = paperwork.MissingVisas().Select(missing => missing.As switch
        {
            VisaRole.CoordinationHead => new Phrase("the visa of the head of the coordination unit", "виза начальника координирующего подразделения"),
            VisaRole.DeputyHead => new("the visa of the first deputy head", "виза первого заместителя начальника таможенного органа"),
            VisaRole.UnitHead => new($"the visa of the head of the unit {missing.Unit}", $"виза начальника подразделения «{missing.Unit}»"),
        });
        return Phrase.Joined(", ", paperwork.Signature is null
            ? visas.Prepend(new("the signature of the head of the author's unit", "подпись начальника подразделения разработчика"))
            : visas);
    }

    private static void Check(ValidationErrors errors, JsonPointer at, Visa visa, Signature signature, DateTimeOffset now)
    {
        errors.Text(at.Of("/name"), visa.Name);
        if (visa.GivenAt < signature.SignedAt)
            errors.Add(at.Of("/givenAt"), "A visa is given after the signature.", "Виза ставится после подписи.");
        if (visa.GivenAt > now + clockSkew)
            errors.Add(at.Of("/givenAt"), "The visa lies in the future.", "Время визы ещё не наступило.");
    }

    private static void CheckPlaceAmong(ValidationErrors errors, JsonPointer at, Visa visa, ImmutableArray<string> otherUnits, ReadOnlySpan<Visa> before)
    {
        if (visa.As == VisaRole.UnitHead && !otherUnits.Contains(visa.Unit ?? ""))
            errors.Add(at.Of("/unit"), "This must be one of the named other units.", "Должно быть указано одно из других заинтересованных подразделений проекта.");
        else if (visa.As != VisaRole.UnitHead && visa.Unit is not null)
        {
            errors.Add(
                at.Of("/unit"),
                "Only the visa of the head of another unit names a unit.",
                "Подразделение указывается только для визы начальника другого подразделения.");
        }
        else if (PaperworkState.Has(before, visa.As, visa.Unit))
            errors.Add(at, "This visa is given twice.", "Эта виза указана дважды.");
    }
}

/// <summary>Lists of structural units: each a name, and none twice.</summary>
internal static class UnitLists
{
    /// <summary>The most units that a list can name.</summary>
    public const int Most = 100;

    /// <param name="authority">Whose units they are.</param>
    /// <param name="own">The author's unit, which is not one of the others; null where no unit is left out.</param>
    public static void Check(
        ValidationErrors errors, JsonPointer at, ImmutableArray<string> units, AuthorityCode authority, UnitRegister register, string? own = null)
    {
        if (TextLists.IsTooLong(errors, at, units.Length, Most) || errors.IsUnreadable(at))
            return;

        for (var i = 0; i < units.Length; i++)
        {
            CheckOne(errors, at.Of("", i), units[i], authority, register);
            if (register.AreSame(authority, units[i], own))
            {
                errors.Add(
                    at.Of("", i),
                    "The author's own unit signs; it is not one of the other units.",
                    "Подразделение разработчика подписывает проект и не указывается среди других подразделений.");
            }
            if (register.Among(authority, units[..i], units[i]) is not null)
                errors.Add(at.Of("", i), "This unit is named twice.", "Это подразделение указано дважды.");
        }
    }

    /// <summary>A name, and that of a unit of the authority where its units are known.</summary>
    public static void CheckOne(ValidationErrors errors, JsonPointer at, string unit, AuthorityCode authority, UnitRegister register)
    {
        errors.Name(at, unit);
        if (register.IsUnknown(authority, unit))
        {
            errors.Add(
                at,
                $"The authority {authority} has no such unit. The nearest names: {string.Join("; ", register.Near(authority, unit))}.",
                $"В таможенном органе {authority} нет такого подразделения. Похожие наименования: {Phrase.Quoted(register.Near(authority, unit))}.");
        }
    }
}
