using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Tests;

internal sealed class Ledger
{
    public int Total { get; set; }

    public List<string> Lines { get; set; } = [];
}

/// <summary>A grain with two states; what it answers tells what it has in memory.</summary>
internal interface ILedgerGrain : IGrainWithStringKey
{
    Task Add(string line);

    Task<string> Read();

    Task Reload();

    Task Clear();

    Task AddThroughOther(string line, ILedgerGrain other);

    Task Leave();
}

[Reentrant]
internal sealed class LedgerGrain(
    [PersistentState("ledger")] IPersistentState<Ledger> ledger,
    Probe probe,
    [PersistentState("audit")] IPersistentState<Ledger> audit) : Grain, ILedgerGrain
{
    public async Task Add(string line)
    {
        ledger.State.Lines.Add(line);
        ledger.State.Total++;
        await ledger.WriteStateAsync();
        audit.State.Total = ledger.State.Total * 100;
        await audit.WriteStateAsync();
    }

    public Task<string> Read() => Task.FromResult(
        $"{string.Join(",", ledger.State.Lines)} {ledger.State.Total} {audit.State.Total} exists={ledger.RecordExists} etag={ledger.Etag}");

    public Task Reload() => ledger.ReadStateAsync();

    public Task Clear() => ledger.ClearStateAsync();

    public async Task AddThroughOther(string line, ILedgerGrain other)
    {
        try
        {
            await other.Add(line);
        }
        catch (InconsistentStateException)
        {
            probe.Note($"{this.GetPrimaryKeyString()} saw a conflict");
            throw;
        }
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        probe.Note($"{this.GetPrimaryKeyString()} has {ledger.State.Total}");
        return Task.CompletedTask;
    }
}
