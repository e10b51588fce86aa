namespace RmsOrleans.Desk.Changes;

/// <summary>What became of a piece of a text.</summary>
public enum PieceKind
{
    Kept,
    Added,
    Removed,
}

/// <summary>A piece of a text that was changed.</summary>
public sealed record Piece(PieceKind Kind, string Text);

/// <summary>The difference of two texts, word by word.</summary>
public static class WordDifference
{
    /// <summary>Comparing takes a time that grows with the product of the words; texts beyond it are shown whole, one after the other.</summary>
    private const int MostCompared = 250_000;

    public static ImmutableArray<Piece> Of(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            end++;

        var pieces = ImmutableArray.CreateBuilder<Piece>();
        Add(pieces, PieceKind.Kept, old.AsSpan(0, start));
        Compare(pieces, old.AsSpan(start, old.Length - start - end), now.AsSpan(start, now.Length - start - end));
        Add(pieces, PieceKind.Kept, old.AsSpan(old.Length - end));
        return pieces.ToImmutable();
    }

    private static void Compare(ImmutableArray<Piece>.Builder pieces, ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        if (old.IsEmpty || now.IsEmpty || (long)old.Length * now.Length > MostCompared)
        {
            Add(pieces, PieceKind.Removed, old);
            Add(pieces, PieceKind.Added, now);
            return;
        }

        // How many words the rests from here on have in common, at most.
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var (at, to) = (0, 0);
        while (at < old.Length || to < now.Length)
        {
            if (at < old.Length && to < now.Length && old[at] == now[to])
                (at, to) = (at + Add(pieces, PieceKind.Kept, old.Slice(at, 1)), to + 1);
            else if (to == now.Length || (at < old.Length && common[at + 1, to] >= common[at, to + 1]))
                at += Add(pieces, PieceKind.Removed, old.Slice(at, 1));
            else
                to += Add(pieces, PieceKind.Added, now.Slice(to, 1));
        }
    }

    private static int Add(ImmutableArray<Piece>.Builder pieces, PieceKind kind, ReadOnlySpan<string> words)
    {
        if (words.IsEmpty)
            return 0;
        var text = string.Concat(words);
        if (pieces.Count > 0 && pieces[^1].Kind == kind)
            pieces[^1] = new Piece(kind, pieces[^1].Text + text);
        else
            pieces.Add(new Piece(kind, text));
        return words.Length;
    }

    /// <summary>Each word with the space behind it.</summary>
    private static string[] Words(string text)
    {
        var words = new List<string>();
        for (var from = 0; from < text.Length;)
        {
            var to = from;
            while (to < text.Length && !char.IsWhiteSpace(text[to]))
                to++;
            while (to < text.Length && char.IsWhiteSpace(text[to]))
                to++;
            words.Add(text[from..to]);
            from = to;
        }
        return [.. words];
    }
}
