using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>Makes the states that a grain's constructor asks for.</summary>
internal static class PersistentState
{
    public static IStorage Create(Type facetType, string name, Activation activation)
    {
        if (!facetType.IsGenericType || facetType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new NotSupportedException($"{nameof(PersistentStateAttribute)} stands on {facetType}, which is no IPersistentState<T>.");
        return (IStorage)Activator.CreateInstance(
            typeof(PersistentState<>).MakeGenericType(facetType.GetGenericArguments()[0]), name, activation)!;
    }
}

/// <summary>A state of one activation. Its operations run one after the other, also in a grain whose calls interleave.</summary>
internal sealed class PersistentState<TState>(string name, Activation activation) : IPersistentState<TState>
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly StateTable _table = activation.Engine.ServiceProvider.GetRequiredService<StateTable>();
    private long _version;

    public TState State { get; set; } = Activator.CreateInstance<TState>();

    public string? Etag => _version == 0 ? null : _version.ToString(CultureInfo.InvariantCulture);

    public bool RecordExists { get; private set; }

    private JsonSerializerOptions Json => activation.Engine.Options.StateJson;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => InTurn(async () =>
    {
        var row = await _table.Read(activation.GrainId, name, cancellationToken);
        State = row?.Json is { } json ? JsonSerializer.Deserialize<TState>(json, Json)! : Activator.CreateInstance<TState>();
        (_version, RecordExists) = (row?.Version ?? 0, row?.Json is not null);
    }, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) => InTurn(async () =>
    {
        await Replace(JsonSerializer.Serialize(State, Json), cancellationToken);
        RecordExists = true;
    }, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => InTurn(async () =>
    {
        await Replace(null, cancellationToken);
        (State, RecordExists) = (Activator.CreateInstance<TState>(), false);
    }, cancellationToken);

    private async Task Replace(string? json, CancellationToken cancellation)
    {
        _version = await _table.Write(activation.GrainId, name, json, _version, cancellation)
            ?? throw new InconsistentStateException($"State {name} of {activation.GrainId} has been changed by somebody else.", null, Etag);
    }

    private async Task InTurn(Func<Task> operation, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await operation();
        }
        finally
        {
            _turn.Release();
        }
    }
}
