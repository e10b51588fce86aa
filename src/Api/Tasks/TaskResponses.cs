using System.Text.Json.Serialization;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Registers;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Api.Tasks;

/// <summary>
/// A draft that waits for the caller, or an open entry of a register that the caller is responsible for or could take on; <paramref name="Awaited"/> names the routes by which the caller can take it on: none
/// where an entry waits for another's step.
/// </summary>
/// <param name="Draft">The draft; left out where it is an entry.</param>
/// <param name="Urgency">How soon it is due, by the clock of the caller's authority.</param>
/// <param name="Entry">The entry; left out where it is a draft.</param>
/// <param name="KindTitle">The register of the entry.</param>
public sealed record TaskResponse(ImmutableArray<string> Awaited, DraftListItem? Draft, Urgency Urgency, EntryItem? Entry = null, Phrase? KindTitle = null)
{
    public Phrase UrgencyName => Urgency.InWords();
}

/// <summary>A page of tasks; <paramref name="Next"/> is the cursor of the page after it, if there may be one.</summary>
public sealed record TaskList(ImmutableArray<TaskResponse> Items, string? Next);

/// <summary>How much waits for the caller.</summary>
/// <param name="Total">Drafts and entries; one that waits for two steps counts once here.</param>
/// <param name="AtLeast">Whether there may be more, since no more drafts or entries were looked at; those that are due first were.</param>
/// <param name="Entries">How many of them are entries of registers.</param>
/// <param name="Steps">Drafts by the awaited step, in the order of the routes' names.</param>
/// <param name="Urgencies">By how soon they are due, all of them, the soonest first.</param>
public sealed record TaskCountsResponse(int Total, bool AtLeast, int Entries, ImmutableArray<StepCount> Steps, ImmutableArray<UrgencyCount> Urgencies);

/// <summary>So many drafts wait for the caller to take this step.</summary>
/// <param name="Step">The route.</param>
public sealed record StepCount(string Step, int Count);

/// <summary>So many drafts are due so soon.</summary>
/// <param name="Urgency">How soon they are due, by the clock of the caller's authority.</param>
public sealed record UrgencyCount(Urgency Urgency, int Count)
{
    public Phrase UrgencyName => Urgency.InWords();
}

/// <summary>An open draft of the caller's office or of one below it.</summary>
/// <param name="Urgency">How soon it is due, by the clock of the caller's authority.</param>
public sealed record OfficeTaskResponse(DraftListItem Draft, Urgency Urgency)
{
    public Phrase UrgencyName => Urgency.InWords();
}

/// <summary>A page of an office's open drafts; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record OfficeTaskList(ImmutableArray<OfficeTaskResponse> Items, string? Next);

/// <summary>So many open drafts have this executor, this status and this urgency in common.</summary>
/// <param name="Executor">Left out where nobody has been assigned.</param>
/// <param name="Urgency">How soon they are due, by the clock of the caller's authority.</param>
public sealed record OfficeTaskCount(Official? Executor, DraftStatus Status, Urgency Urgency, long Count)
{
    public Phrase StatusName => Status.InWords();

    public Phrase UrgencyName => Urgency.InWords();
}

/// <summary>An office's open drafts, a row for each group that has any.</summary>
public sealed record OfficeTaskCountsResponse(ImmutableArray<OfficeTaskCount> Items);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TaskList))]
[JsonSerializable(typeof(TaskCountsResponse))]
[JsonSerializable(typeof(OfficeTaskList))]
[JsonSerializable(typeof(OfficeTaskCountsResponse))]
internal sealed partial class TaskResponseJson : JsonSerializerContext;
