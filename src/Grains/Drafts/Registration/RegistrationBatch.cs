using System.Diagnostics;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Registrations of one silo on their way to their sequence. Inside a silo it is handed on as it is, and open: who comes until the storage asks
/// for the members is among them. Between silos it is closed when it is written.
/// </summary>
[GenerateSerializer, Alias("registration-batch"), Immutable]
internal sealed class RegistrationBatch : IBatch<RegistrationRequest>
{
    [NonSerialized]
    private readonly IBatch<RegistrationRequest>? open;

    private RegistrationBatch()
    {
    }

    public RegistrationBatch(IBatch<RegistrationRequest> open) => this.open = open;

    [Id(0)]
    public ImmutableArray<RegistrationRequest> Members
    {
        get => open?.Members ?? field;
        private set;
    }

    /// <summary>Only recorded traces are worth a way between silos.</summary>
    [Id(1)]
    public ImmutableArray<string> Traces
    {
        get => open is null ? field : [.. open.Callers.Select(RecordedTraces.Write).OfType<string>()];
        private set;
    }

    public IEnumerable<ActivityContext> Callers => open?.Callers ?? Traces.Select(trace => ActivityContext.Parse(trace, null));

    public Activity? Lead => open?.Lead;
}
