using System.Collections.Frozen;
using RmsOrleans.Grains.Kernel.Permissions;

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

/// <summary>All that is said of one command of a noun: its route, who may give it (by <paramref name="Operation"/>), and what the API's description says.</summary>
/// <param name="Route">The last part of its path, by which refusals and "possible now" name it; null for a command that makes the noun.</param>
/// <param name="Summary">A few words for readers of the list of routes.</param>
/// <param name="Text">What they do not say.</param>
public abstract record CommandRow<TNoun>(Operation Operation, string? Route, string Summary, string Text = "")
{
    public abstract Type Command { get; }

    /// <summary>What people call it, as on a button.</summary>
    public required Phrase Name { get; init; }

    /// <summary>What hashes of requests call it. They are kept in journals, so it stays when the record is renamed.</summary>
    public string StoredName { get => field ?? Command.Name; init; }

    /// <summary>Whether it puts something in the place of what is there (<c>PUT</c>).</summary>
    public bool Replaces { get; init; }

    /// <summary>Whether it needs <c>If-Match</c>: no one edits or signs what they did not see.</summary>
    public bool NeedsIfMatch { get; init; }

    public CommandBody Body { get; init; } = CommandBody.Needed;

    /// <summary>A body as JSON; null where it is longer than a line of a table.</summary>
    public string? Example { get; init; }

    /// <summary>In which status the description shows the noun after the command.</summary>
    public string? Shows { get; init; }

    public abstract void Accept(ICommandVisitor<TNoun> visitor);
}

/// <inheritdoc/>
public sealed record CommandRow<TNoun, T>(Operation Operation, string? Route, string Summary, string Text = "") : CommandRow<TNoun>(Operation, Route, Summary, Text)
    where T : TNoun
{
    public override Type Command => typeof(T);

    /// <summary>The command that a request without a body means.</summary>
    public T? WhenEmpty { get; init; }

    public override void Accept(ICommandVisitor<TNoun> visitor) => visitor.Visit(this);
}

/// <summary>Does something with each row of a table, knowing its command's type.</summary>
public interface ICommandVisitor<TNoun>
{
    void Visit<T>(CommandRow<TNoun, T> row) where T : TNoun;
}

public enum CommandBody
{
    Needed,
    Optional,
    None,

    /// <summary>It comes as a form with a file, so it has an endpoint of its own.</summary>
    File,

    /// <summary>It names what is looked up before the command is given, so it has an endpoint of its own.</summary>
    Named,

    /// <summary>All of it stands in the path, so it has an endpoint of its own.</summary>
    Path,
}
