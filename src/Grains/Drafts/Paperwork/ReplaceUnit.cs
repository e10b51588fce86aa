using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// The draft names a unit that the register, loaded since, does not have: a known one is put in its place. The draft's own units are replaced
/// by its coordinator, those of the FCS by its executor.
/// </summary>
/// <param name="Unit">The unit that the register does not have.</param>
/// <param name="By">The unit that is put in its place.</param>
[GenerateSerializer, Alias("replace-unit"), Immutable]
public sealed record ReplaceUnit([property: Id(0)] string Unit, [property: Id(1)] string By) : DraftCommand
{
    public const string Route = "unit";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.Text("/unit", Unit);

    internal Decision Decide(Draft draft, Circumstances circumstances)
    {
        var units = circumstances.Units;
        var authority = DraftPermissions.RoleFor(draft, this, circumstances.Actor, units) == Role.Executor ? AuthorityCode.Fcs : draft.Authority;
        var unknown = Unknown(draft, authority, units);
        return IfSound(
            circumstances,
            () => new UnitReplaced(authority, units.Among(authority, unknown, Unit)!, units.Written(authority, By)),
            beside: errors =>
            {
                if (units.Among(authority, unknown, Unit) is null)
                {
                    errors.Add(
                        "/unit",
                        $"Expected a unit of {authority} that the draft names and the register does not have: {string.Join("; ", unknown)}.",
                        $"Ожидается подразделение органа {authority}, указанное в проекте и отсутствующее в справочнике: {Phrase.Quoted(unknown)}.");
                }
                UnitLists.CheckOne(errors, new JsonPointer("/by"), By, authority, units);
            });
    }

    /// <summary>Units that the draft names and the register of its authority, or of the FCS, does not have.</summary>
    internal static bool HasUnknown(Draft draft, UnitRegister units) =>
        !Unknown(draft, draft.Authority, units).IsEmpty || !Unknown(draft, AuthorityCode.Fcs, units).IsEmpty;

    private static ImmutableArray<string> Unknown(Draft draft, AuthorityCode authority, UnitRegister units) =>
        [.. Named(draft, authority).Where(unit => units.IsUnknown(authority, unit)).Distinct()];

    private static IEnumerable<string> Named(Draft draft, AuthorityCode authority)
    {
        IEnumerable<string> own = authority == draft.Authority ? [draft.Unit, .. draft.Paperwork.OtherUnits] : [];
        IEnumerable<string> ofTheFcs = authority == AuthorityCode.Fcs
            ? [.. draft.ResponsibleUnit is { } responsible ? (string[])[responsible] : [], .. draft.Consideration.Meeting, .. draft.Profile?.Units ?? []]
            : [];
        return own.Concat(ofTheFcs);
    }
}

/// <param name="Unit">As the draft named it.</param>
internal sealed record UnitReplaced(AuthorityCode Authority, string Unit, string By) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line)
    {
        if (Authority == draft.Authority)
        {
            var paperwork = draft.Paperwork;
            draft = draft with
            {
                Paperwork = paperwork with
                {
                    Unit = Replaced(paperwork.Unit),
                    OtherUnits = Replaced(paperwork.OtherUnits),
                    Visas = [.. paperwork.Visas.Select(visa => visa.Unit == Unit ? visa with { Unit = By } : visa)],
                },
            };
        }
        return Authority == AuthorityCode.Fcs ? AtTheFcs(draft) : draft;
    }

    private Draft AtTheFcs(Draft draft) => draft with
    {
        ResponsibleUnit = draft.ResponsibleUnit is { } responsible ? Replaced(responsible) : null,
        Consideration = draft.Consideration with { Meeting = Replaced(draft.Consideration.Meeting) },
        Profile = draft.Profile is { } profile
            ? profile with
            {
                Units = Replaced(profile.Units),
                Visas = [.. profile.Visas.Select(visa => visa.Unit == Unit ? visa with { Unit = By } : visa)],
            }
            : null,
    };

    private string Replaced(string unit) => unit == Unit ? By : unit;

    private ImmutableArray<string> Replaced(ImmutableArray<string> units) => [.. units.Select(Replaced)];
}
