using System.Text.Json.Serialization;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Profiles;

/// <summary>The commands of a profile.</summary>
public static class ProfileCommandTable
{
    public static CommandTable<ProfileCommand> All { get; } = new(
        new CommandRow<ProfileCommand, UpdateProfile>(
            Operation.UpdateProfile, "update", "Update a profile",
            "On a decision: the same number, the next version. The note says from when to when it is valid; the first day of a profile in force stays.")
        { Name = new("Update the profile", "Изменить профиль") },
        new CommandRow<ProfileCommand, CancelProfile>(
            Operation.CancelProfile, "cancellation", "Cancel a profile",
            "On a decision, from its day on; at once if that day has come.")
        { Name = new("Cancel the profile", "Отменить профиль") });
}

/// <summary>What a caller can do with a profile next, by the same table and rules that decide when it is tried.</summary>
public static class ProfileSteps
{
    /// <summary>Routes, in the order of the table.</summary>
    public static ImmutableArray<string> For(Actor actor, ProfileStatus status) => status.IsOver()
        ? []
        : [.. ProfileCommandTable.All.Steps.Where(row => PermissionTable.Of(row.Operation).Refuse(actor, AuthorityCode.Fcs) is null).Select(row => row.Route!)];
}

/// <summary>How bodies of commands are read and written; options and converters are those of the API.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(UpdateProfile))]
[JsonSerializable(typeof(CancelProfile))]
public sealed partial class ProfileCommandJson : JsonSerializerContext;

/// <summary>The table of rights, asked about a profile: people change it, and the program itself when a day has come.</summary>
internal static class ProfilePermissions
{
    public static Refusal? Refuse(ProfileCommand command, Actor actor) => RightTo(command)?.Refuse(actor, AuthorityCode.Fcs);

    public static Role RoleFor(ProfileCommand command, Actor actor) => RightTo(command)?.RoleOf(actor) ?? Role.System;

    /// <summary>Null for what only the program itself does.</summary>
    private static Permission? RightTo(ProfileCommand command) => command switch
    {
        CheckProfile => null,
        _ => PermissionTable.Of(ProfileCommandTable.All.Of(command.GetType()).Operation),
    };
}
