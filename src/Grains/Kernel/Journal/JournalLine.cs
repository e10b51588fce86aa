namespace RmsOrleans.Grains.Kernel.Journal;

/// <summary>
/// One line of a draft's or profile's journal, as it is stored. <paramref name="Actor"/> and <paramref name="Payload"/> are the exact
/// bytes (UTF-8 JSON) that <paramref name="Hash"/> covers.
/// </summary>
public sealed record JournalLine(Guid Subject, int Line, string Type, DateTimeOffset At, byte[] Actor, byte[] Payload, byte[] Hash);

/// <summary>A line that has been decided but has no place and time yet.</summary>
[GenerateSerializer, Alias("pending-line"), Immutable]
internal sealed record PendingLine([property: Id(0)] string Type, [property: Id(1)] byte[] Payload);
