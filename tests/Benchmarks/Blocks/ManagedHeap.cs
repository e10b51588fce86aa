using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>What a process of .NET holds when all that nobody needs any more has been collected.</summary>
internal static class ManagedHeap
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks the process for a full collection; bytes that are left of it.</summary>
    public static async Task<long> AfterCollection(int processId)
    {
        const long Keywords = (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect);
        using var session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync(
            [new EventPipeProvider(Runtime, EventLevel.Informational, Keywords)], requestRundown: false, circularBufferMB: 64, CancellationToken.None);
        var held = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listening = Task.Run(() =>
        {
            using var source = new EventPipeEventSource(session.EventStream);
            var isFull = false;
            source.Clr.GCStart += collection => isFull |= collection.Depth == 2 && collection.Reason == Microsoft.Diagnostics.Tracing.Parsers.Clr.GCReason.Induced;
            source.Clr.GCHeapStats += heap =>
            {
                if (isFull)
                    held.TrySetResult(heap.TotalHeapSize);
            };
            source.Process();
        });
        try
        {
            return await held.Task.WaitAsync(patience);
        }
        finally
        {
            session.Stop();
            await listening.WaitAsync(patience);
        }
    }
}
