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
    /// <summary>Of one entry so many words are found, the first ones.</summary>
    private const int Most = 2000;

    public static IEnumerable<EntryWord> Of(EntryHead head, EntryTexts texts)
    {
        if (head.Closed)
            return [];
        var open = SearchWords.Of(head.Number).Concat(texts.Open.SelectMany(SearchWords.Of)).Distinct(StringComparer.Ordinal).Take(Most).ToHashSet(StringComparer.Ordinal);
        var secret = texts.Secret.SelectMany(SearchWords.Of).Distinct(StringComparer.Ordinal).Where(word => !open.Contains(word)).Take(Most);
        return open.Select(word => new EntryWord { Word = word, Entry = head.Id, Secret = false })
            .Concat(secret.Select(word => new EntryWord { Word = word, Entry = head.Id, Secret = true }));
    }

    /// <summary>Those that a change takes away, and those that it brings.</summary>
    public static (IEnumerable<EntryWord> Gone, IEnumerable<EntryWord> New) Changed(EntryAppend append)
    {
        if (append.Texts is not var (before, after))
            return ([], []);
        HashSet<EntryWord> had = append.DecidedOn == 0 ? [] : [.. Of(append.Head, before)], has = [.. Of(append.Head, after)];
        return (had.Except(has), has.Except(had));
    }
}
