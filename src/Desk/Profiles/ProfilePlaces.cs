using RmsOrleans.Api.Profiles;
using RmsOrleans.Desk.Session;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Desk.Profiles;

/// <summary>Where the pages of a profile are.</summary>
internal static class ProfilePlaces
{
    public static string Of(RegistrationNumber number) => $"{Places.Prefix}/profiles/{number.ToPath()}";

    public static string Version(RegistrationNumber number, int version, int? against = null) =>
        $"{Of(number)}/versions/{version}{(against is null ? "" : $"?against={against}")}";

    /// <summary>The form of a command.</summary>
    public static string Step(RegistrationNumber number, string route) => $"{Of(number)}/{route}";

    /// <summary>The profile that a page is about, below <c>/api/v1</c>.</summary>
    public static string Asked(DeskRequest desk) => $"/profiles/{Uri.EscapeDataString(desk.Path("number"))}";
}

/// <summary>What can be done with a profile. Its status says nothing of that to the caller, so it is read from the table of rights and the lifecycle.</summary>
internal static class ProfileSteps
{
    public static IEnumerable<CommandRow<ProfileCommand>> Possible(ProfileStatusResponse profile, Viewer viewer) =>
        IsOver(profile) ? [] : ProfileCommandTable.All.Steps.Where(row => IsOpen(row, viewer));

    public static bool IsOpen(CommandRow<ProfileCommand> row, Viewer viewer) => PermissionTable.Of(row.Operation).Grants.Any(grant =>
        grant.Roles.Any(role => viewer.Roles.Contains(role.Name())) && (grant.Scope != Scope.Fcs || viewer.IsFcs));

    public static bool IsOver(ProfileStatusResponse profile) => profile.Status is ProfileStatus.Expired or ProfileStatus.Cancelled;
}
