using System.Diagnostics;

namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>Traces of registrations on their way between silos, as W3C's Trace Context writes them.</summary>
internal static class RecordedTraces
{
    /// <summary>Null if it is not recorded: then it is not worth the way.</summary>
    public static string? Write(ActivityContext caller) =>
        caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? $"00-{caller.TraceId}-{caller.SpanId}-01" : null;
}
