using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Grains.Numbering;

/// <summary>The registrations of this silo, on their way to their sequences.</summary>
internal sealed class SiloRegistrations(
    IGrainFactory grains,
    IJournal journal,
    SequenceCommits commits,
    IOptions<NumberingSettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    NumberingMetrics metrics,
    ILogger<SiloRegistrations> log)
{
    private readonly ConcurrentDictionary<SequenceKey, SequenceCalls> sequences = new();

    /// <summary>Answers when the number is committed, or when it is known that it cannot be now.</summary>
    public Task<RegistrationAnswer> Register(SequenceKey sequence, RegistrationRequest request) => sequences.GetOrAdd(sequence, Open).Register(request);

    private SequenceCalls Open(SequenceKey sequence) =>
        new(sequence, new SequenceReach(sequence, grains.Sequence(sequence), settings.Value.GrainPatience, log), commits, journal.BatchesAtOnce, settings.Value, metrics, clock);
}
