using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Kernel.Commands;

/// <summary>What officials note beside any journal: a line of its own in the store, which may be asked for twice as it is.</summary>
internal static class Notes
{
    /// <param name="authority">Whose the thing is.</param>
    /// <param name="errors">What is wrong with the note, for whoever may write one.</param>
    /// <param name="write">Is given who writes, as lines have it.</param>
    public static async Task<Outcome<T>> Write<T>(Operation operation, AuthorityCode authority, Actor actor, ImmutableArray<ValidationError> errors, Func<byte[], Task<Outcome<T>>> write) where T : class
    {
        var permission = PermissionTable.Of(operation);
        if (permission.Refuse(actor, authority) is { } refusal)
            return refusal;
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors);
        try
        {
            return await write(LineActor.Write(actor, permission.RoleOf(actor)));
        }
        catch (StorageUnavailableException)
        {
            return Refusal.OutcomeUnknownWithoutKey;
        }
    }
}
