using RmsOrleans.Grains.Journal;

namespace RmsOrleans.Silo.Verification;

/// <summary>The lines of one journal: numbered from 1 on, in the order of their times, each linked by hash to the one before it.</summary>
internal static class JournalCheck
{
    public static IEnumerable<Finding> Check(string where, IEnumerable<JournalLine> lines)
    {
        var (expected, previous, at) = (1, Chain.Start, DateTimeOffset.MinValue);
        foreach (var line in lines)
        {
            var here = $"{where}, line {line.Line}";
            if (line.Line > expected)
                yield return new Finding(where, line.Line == expected + 1 ? $"line {expected} is missing" : $"lines {expected} to {line.Line - 1} are missing");
            else if (line.Line < expected)
                yield return new Finding(here, "no line has this number");
            else if (!Follows(line, previous))
                yield return new Finding(here, "its hash does not follow from what it says and from the line before it");
            if (line.At < at)
                yield return new Finding(here, "its time is before that of the line before it");
            (expected, previous, at) = (line.Line + 1, line.Hash, line.At);
        }
    }

    private static bool Follows(JournalLine line, byte[] previous) =>
        Chain.Line(previous, line.Subject, line.Line, line.Type, line.At, line.Actor, line.Payload).AsSpan().SequenceEqual(line.Hash);
}
