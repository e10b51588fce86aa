namespace RmsOrleans.Storage.Verification;

/// <summary>The lines of one journal, one after the other: numbered from 1 on, in the order of their times, each linked by hash to the one before it.</summary>
internal sealed class JournalCheck(string where)
{
    private int expected = 1;
    private byte[] previous = Chain.Start;
    private DateTimeOffset at = DateTimeOffset.MinValue;

    public static IEnumerable<Finding> Check(string where, IEnumerable<JournalLine> lines)
    {
        var check = new JournalCheck(where);
        return lines.SelectMany(check.Next);
    }

    public IEnumerable<Finding> Next(JournalLine line)
    {
        var here = $"{where}, line {line.Line}";
        List<Finding> findings = [];
        if (line.Line > expected)
            findings.Add(new Finding(where, line.Line == expected + 1 ? $"line {expected} is missing" : $"lines {expected} to {line.Line - 1} are missing"));
        else if (line.Line < expected)
            findings.Add(new Finding(here, "no line has this number"));
        else if (!Follows(line))
            findings.Add(new Finding(here, "its hash does not follow from what it says and from the line before it"));
        if (line.At < at)
            findings.Add(new Finding(here, "its time is before that of the line before it"));
        (expected, previous, at) = (line.Line + 1, line.Hash, line.At);
        return findings;
    }

    private bool Follows(JournalLine line) =>
        Chain.Line(previous, line.Subject, line.Line, line.Type, line.At, line.Actor, line.Payload).AsSpan().SequenceEqual(line.Hash);
}
