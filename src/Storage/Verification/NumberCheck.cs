namespace RmsOrleans.Storage.Verification;

/// <summary>A number and the line of the journal that bears it.</summary>
internal sealed record NumberedLine(RegistrationNumber Number, int Version, JournalLine Line)
{
    /// <summary>The row of the register that has the number must be that of this line.</summary>
    public IEnumerable<Finding> Check(string where, RegistrationRow? row)
    {
        if (row is null)
        {
            yield return new Finding(where, $"its number {Number} is not in the register");
            yield break;
        }

        string[] wrong =
        [
            .. row.Subject == Line.Subject ? (string[])[] : [$"it is of {row.Subject}"],
            .. (row.Sequence, row.Serial) == (Number.Sequence, Number.Serial) ? (string[])[] : [$"it is serial {row.Serial} of {row.Sequence}"],
            .. row.Version == Version ? (string[])[] : [$"it is of version {row.Version}"],
            .. row.LineHash.AsSpan().SequenceEqual(Line.Hash) ? (string[])[] : [$"its line is not line {Line.Line}"],
            .. row.At == Line.At ? (string[])[] : [$"its time is {row.At:O}"],
        ];
        foreach (var each in wrong)
            yield return new Finding($"{where}, number {Number}", $"in the register {each}");
    }
}
