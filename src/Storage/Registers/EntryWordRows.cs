using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Storage.Registers;

/// <summary>A word by which an entry is found.</summary>
internal sealed record EntryWord
{
    public required string Word { get; init; }

    public required Guid Entry { get; init; }

    /// <summary>It is found by those alone who read the secret fields of the entry.</summary>
    public required bool Secret { get; init; }
}

/// <summary>
/// The words of entries, as they are written in the transaction that writes the entry: it is found at once, and what is removed of it is found no more. Only what has changed is written.
/// </summary>
internal static class EntryWordRows
{
    public static IEnumerable<EntryWord> Of(EntryHead head, EntryTexts texts)
    {
        if (head.Closed)
            return [];
        var number = SearchWords.Of(head.Number);
        return Rows(head, number.Concat(texts.Words.Open), secret: false).Concat(Rows(head, texts.Words.Secret.Except(number), secret: true));
    }

    private static IEnumerable<EntryWord> Rows(EntryHead head, IEnumerable<string> words, bool secret) =>
        words.Select(word => new EntryWord { Word = word, Entry = head.Id, Secret = secret });

    /// <summary>Those that a change takes away, and those that it brings.</summary>
    public static (IEnumerable<EntryWord> Gone, IEnumerable<EntryWord> New) Changed(EntryAppend append)
    {
        if (append.Texts is not var (before, after))
            return ([], []);
        if (append.DecidedOn == 0)
            return ([], Of(append.Head, after));
        HashSet<EntryWord> had = [.. Of(append.Head, before)], has = [.. Of(append.Head, after)];
        return (had.Except(has), has.Except(had));
    }
}
