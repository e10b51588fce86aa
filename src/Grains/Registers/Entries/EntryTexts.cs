using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>
/// By what an entry is found: what everybody reads of it who reads it, and what those read who read its secret fields. Its number comes to it when it is written, and the title of its
/// register when it is looked for.
/// </summary>
[GenerateSerializer, Alias("entry-texts"), Immutable]
internal sealed record EntryTexts([property: Id(0)] ImmutableArray<string> Open, [property: Id(1)] ImmutableArray<string> Secret)
{
    /// <summary>The same as words, each once. They are made where it is decided, beside whoever writes; who got it from elsewhere makes them.</summary>
    [field: NonSerialized]
    public EntrySearchWords Words
    {
        get => field ??= EntrySearchWords.Of(this);
        private init;
    }

    /// <summary>An entry of a closed circle is found by nothing.</summary>
    public static EntryTexts Nothing { get; } = new([], []);

    /// <param name="kept">What is kept apart, the latest last.</param>
    public static EntryTexts Of(RegisterKind kind, ImmutableSortedDictionary<string, EntryValue> values, IEnumerable<EntryLink> links, IReadOnlyCollection<KeptValue> kept)
    {
        if (kind.Readers is { Closed: true })
            return Nothing;
        var texts = (
            from field in kind.Fields
            where values.ContainsKey(field.Name)
            let value = values[field.Name].Plain ?? kept.LastOrDefault(each => each.Name == field.Name && KeptApart.Is(values[field.Name], each))?.Value
            where value is not null
            from text in Of(field, value)
            select (field.Secret, Text: text)).ToArray();
        var found = new EntryTexts(
            [.. texts.Where(each => !each.Secret).Select(each => each.Text), .. links.Select(link => link.Id)],
            [.. texts.Where(each => each.Secret).Select(each => each.Text)]);
        return found with { Words = EntrySearchWords.Of(found) };
    }

    private static IEnumerable<string> Of(KindField field, string value) => field.Type switch
    {
        FieldType.YesNo or FieldType.Figures => [],
        FieldType.Entries => EntryListing.TryRead(value)?.Items.Select(item => item.Number) ?? [],
        FieldType.Choice => field.Values.Where(choice => choice.Code == value).SelectMany(choice => (string[])[choice.Title.Ru, choice.Title.En]),
        FieldType.Text or FieldType.Date or FieldType.Moment or FieldType.Money or FieldType.WholeNumber or FieldType.Number or FieldType.Month or FieldType.Code or FieldType.Authority or FieldType.Trader or FieldType.File => [value],
    };
}

/// <summary>Words by which an entry is found; none of them is both in the open and secret.</summary>
internal sealed record EntrySearchWords(ImmutableArray<string> Open, ImmutableArray<string> Secret)
{
    /// <summary>Of one entry so many are found, the first ones.</summary>
    private const int Most = 2000;

    public static EntrySearchWords Of(EntryTexts texts)
    {
        ImmutableArray<string> open = [.. InWords(texts.Open)];
        return new(open, [.. InWords(texts.Secret).Except(open)]);
    }

    private static IEnumerable<string> InWords(IEnumerable<string> texts) => texts.SelectMany(SearchWords.Of).Distinct(StringComparer.Ordinal).Take(Most);
}
