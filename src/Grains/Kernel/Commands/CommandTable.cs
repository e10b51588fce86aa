using System.Collections.Frozen;

namespace RmsOrleans.Grains.Kernel.Commands;

/// <summary>The commands of a noun. Endpoints, their description, rights and "possible now" come from it.</summary>
public sealed class CommandTable<TNoun>
{
    private readonly FrozenDictionary<Type, CommandRow<TNoun>> byCommand;
    private readonly FrozenDictionary<string, CommandRow<TNoun>> byRoute;

    public CommandTable(params ImmutableArray<CommandRow<TNoun>> rows)
    {
        Rows = rows;
        byCommand = rows.ToFrozenDictionary(row => row.Command);
        byRoute = Steps.ToFrozenDictionary(row => row.Route!, StringComparer.Ordinal);
    }

    public ImmutableArray<CommandRow<TNoun>> Rows { get; }

    /// <summary>Those that are given to a noun that is there.</summary>
    public IEnumerable<CommandRow<TNoun>> Steps => Rows.Where(row => row.Route is not null);

    public CommandRow<TNoun> Of(Type command) =>
        byCommand.TryGetValue(command, out var row) ? row : throw new InvalidOperationException($"The table of commands has no {command.Name}.");

    public CommandRow<TNoun> Of(string route) =>
        byRoute.TryGetValue(route, out var row) ? row : throw new InvalidOperationException($"The table of commands has no route {route}.");
}
