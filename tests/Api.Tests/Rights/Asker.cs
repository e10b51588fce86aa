using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>Where an asker's authority stands to Baltic Customs, whose drafts and profiles are asked about.</summary>
internal enum Stands
{
    There,
    BesideIt,
    Above,
    InAnotherDirectorate,
    AtTheFcs,
}

/// <summary>Somebody with one role; <paramref name="IsThePerson"/> says whether it is of the unit, and is the executor, that a right may ask for.</summary>
internal sealed record Asker(Role Role, Stands Stands, bool IsThePerson)
{
    public static readonly Asker[] All =
    [
        .. from role in Enum.GetValues<Role>()
           from stands in Enum.GetValues<Stands>()
           from isThePerson in (bool[])[true, false]
           select new Asker(role, stands, isThePerson),
    ];

    public AuthorityCode Authority => Stands switch
    {
        Stands.There => Ceramics.Baltic,
        Stands.BesideIt => new("10210000"),
        Stands.Above => Ceramics.NorthWest,
        Stands.InAnotherDirectorate => new("10700000"),
        Stands.AtTheFcs => AuthorityCode.Fcs,
    };

    public Actor As(Operation operation) => IsThePerson
        ? new Actor(Ceramics.Executor.Subject, "The person", Authority, UnitFor(operation), [Role])
        : new Actor("somebody-else", "Somebody else", Authority, "Another unit", [Role]);

    private static string UnitFor(Operation operation) =>
        PermissionTable.Of(operation).Grants.Select(grant => UnitOf(grant.Within)).OfType<string>().FirstOrDefault() ?? "RMS coordination";

    private static string? UnitOf(Within within) => within switch
    {
        Within.Authority or Within.DraftsExecutor => null,
        Within.AuthorsUnit => Ceramics.Unit,
        Within.DraftsOtherUnits => Ceramics.OtherUnit,
        Within.ProfilesUnits => Ceramics.OtherFcsUnit,
        Within.ResponsibleUnit => Ceramics.FcsUnit,
        Within.UnitAsked => Ceramics.DirectorateUnit,
        Within.ContactUnit => Ceramics.Content.Contact.Unit,
    };
}
