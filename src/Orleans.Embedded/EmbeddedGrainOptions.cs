using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Orleans.Embedded;

/// <summary>The settings of the engine, with their defaults and ranges; checked at start.</summary>
public sealed class EmbeddedGrainOptions
{
    /// <summary>How long a caller waits for an answer; also the bound on OnActivateAsync and OnDeactivateAsync.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain stays in memory after its last call, at least.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The same for single grain classes, by the full name of the class.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

    /// <summary>How often idle grains are looked for; a grain may stay this much longer than its age.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many turns one grain takes before others get the thread.</summary>
    [Range(1, 10_000)]
    public int TurnsBeforeYield { get; set; } = 64;

    /// <summary>How often due reminders are looked for in the database; a tick may be this late.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReminderPollPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The shortest period that a reminder may have.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a node that ticks keeps the others away, and so how late a tick comes when that node dies. It must be longer
    /// than the response timeout and than the clocks of the nodes differ.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReminderClaim { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How persistent state becomes JSON; a stored promise, so change it with care.</summary>
    public JsonSerializerOptions StateJson { get; set; } = new(JsonSerializerDefaults.Web);
}
