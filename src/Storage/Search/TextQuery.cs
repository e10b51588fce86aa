namespace RmsOrleans.Storage.Search;

/// <summary>What is searched for: every word must be there; one that ends with an asterisk is the beginning of a word.</summary>
internal sealed record TextQuery(ImmutableArray<SearchedWord> Words)
{
    public static readonly Phrase Expected = new(
        "1 to 12 words in 200 characters at most; a word may end with * to stand for all that begin with it",
        "от 1 до 12 слов, всего не более 200 символов; знак * в конце слова заменяет любое окончание");

    private const int LongestText = 200;
    private const int MostWords = 12;

    public override string ToString() => string.Join(' ', Words.Select(word => word.IsPrefix ? $"{word.Text}*" : word.Text));

    /// <summary>Null if nothing can be searched for by this.</summary>
    public static TextQuery? Read(string text)
    {
        if (text.Length > LongestText)
            return null;
        var words = ImmutableArray.CreateBuilder<SearchedWord>();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var inPart = SearchWords.Of(part).ToList();
            for (var i = 0; i < inPart.Count; i++)
                words.Add(new SearchedWord(inPart[i], IsPrefix: part[^1] == '*' && i == inPart.Count - 1));
        }
        return words.Count is 0 or > MostWords ? null : new TextQuery(words.ToImmutable());
    }
}

/// <param name="Text">Letters and digits only, in lower case.</param>
internal readonly record struct SearchedWord(string Text, bool IsPrefix);
