namespace RmsOrleans.Grains.Kernel.Journal;

internal static class JournalLines
{
    /// <summary>Gives undated lines their place after line <paramref name="after"/>, their time and their link in the chain.</summary>
    public static ImmutableArray<JournalLine> Date(
        Guid subject, int after, byte[] previous, ImmutableArray<PendingLine> pending, byte[] actor, DateTimeOffset at)
    {
        var lines = ImmutableArray.CreateBuilder<JournalLine>(pending.Length);
        foreach (var (type, payload) in pending)
        {
            after++;
            previous = Chain.Line(previous, subject, after, type, at, actor, payload);
            lines.Add(new JournalLine(subject, after, type, at, actor, payload, previous));
        }
        return lines.MoveToImmutable();
    }
}
