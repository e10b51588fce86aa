using System.Globalization;

namespace RmsOrleans.Storage.Feeds;

/// <summary>
/// A place in the journal of all drafts. PostgreSQL: transaction, subject and line; SQLite: the position alone, in
/// <paramref name="Transaction"/>. To clients it is opaque.
/// </summary>
internal readonly record struct JournalPosition(ulong Transaction, Guid Subject = default, int Line = 0) : IComparable<JournalPosition>
{
    public static bool operator <(JournalPosition left, JournalPosition permission) => left.CompareTo(permission) < 0;

    public static bool operator >(JournalPosition left, JournalPosition permission) => left.CompareTo(permission) > 0;

    public static bool operator <=(JournalPosition left, JournalPosition permission) => left.CompareTo(permission) <= 0;

    public static bool operator >=(JournalPosition left, JournalPosition permission) => left.CompareTo(permission) >= 0;

    /// <summary>After all lines of this transaction and of those before it.</summary>
    public static JournalPosition EndOf(ulong transaction) => new(transaction, Guid.AllBitsSet, int.MaxValue);

    public static bool TryParse(string? text, out JournalPosition position)
    {
        position = default;
        var parts = (text ?? "").Split('-');
        if (parts.Length is not (1 or 3) || !ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var transaction))
            return false;
        if (parts.Length == 1)
        {
            position = new JournalPosition(transaction);
            return true;
        }
        if (!Guid.TryParseExact(parts[1], "N", out var subject) || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            return false;

        position = new JournalPosition(transaction, subject, line);
        return true;
    }

    /// <summary>Ids compare as PostgreSQL compares them: byte by byte.</summary>
    public int CompareTo(JournalPosition other) => (Transaction, Subject, Line).CompareTo((other.Transaction, other.Subject, other.Line));

    public override string ToString() => Subject == default && Line == 0
        ? Transaction.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Transaction}-{Subject:N}-{Line}");
}
