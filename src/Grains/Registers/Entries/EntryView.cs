using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>An entry as somebody sees it: secret fields only where this caller reads them, the steps that this caller can take, the terms with their ledgers.</summary>
/// <param name="Kind">The edition by which it lives.</param>
/// <param name="Now">When it was looked at.</param>
public sealed record EntryView(
    Entry Entry,
    RegisterKind Kind,
    DateTimeOffset Now,
    ImmutableArray<EntryFieldView> Fields,
    ImmutableArray<KindTransition> Steps,
    ImmutableArray<EntryTermView> Terms,
    Lazy<ImmutableArray<EntryLineView>> Lines,
    bool Corrects)
{
    /// <summary>What happened to it, told when it is asked for: most who see an entry do not ask.</summary>
    public ImmutableArray<EntryLineView> History => Lines.Value;

    /// <summary>The entries that were spread from it, as far as this caller reads them.</summary>
    public ImmutableArray<SpreadView> Spread { get; init; } = [];

    /// <summary>The terms of those that this caller can extend for all of them at once.</summary>
    public ImmutableArray<SpreadTermView> SpreadTerms { get; init; } = [];

    /// <summary>Whether this caller reads the entry from which it was spread.</summary>
    public bool ReadsOrigin { get; init; }

    /// <summary>The registers that its steps spread it over, by their codes.</summary>
    public ImmutableDictionary<string, Phrase> Registers { get; init; } = ImmutableDictionary<string, Phrase>.Empty;

    internal static EntryView Of(Entry entry, WholeEntry stored, RegisterKind kind, EntryCircumstances at)
    {
        var seesSecrets = EntryRights.ReadsSecrets(kind, entry, at);
        var texts = new KeptTexts(stored, kind, seesSecrets, at.Sealer);
        return new(
            entry, kind, at.Now,
            [.. from field in kind.Fields
                where entry.Values.ContainsKey(field.Name)
                select texts.Field(field, entry.Values[field.Name], line: null)],
            [.. EntryRules.Possible(entry, kind, at)],
            [.. entry.Terms.Select(term => TermOf(term.Key, term.Value, entry, kind, at))],
            new(() => [.. stored.Lines.Select(line => texts.Line(line))]),
            EntryRights.May(kind.Correction ?? kind.Registration.By, entry.Authority, entry, at));
    }

    private static EntryTermView TermOf(string code, TermLedger ledger, Entry entry, RegisterKind kind, EntryCircumstances at)
    {
        var counted = EntryTerms.Explain(ledger, at);
        var term = kind.Term(code);
        var runs = !ledger.IsOver;
        var hasPassed = counted.HasPassed(at.Now);
        var extension = term is not null && ledger.Extensions < term.Extensions.Length ? term.Extensions[ledger.Extensions] : null;
        var mayHoldUp = runs && ledger.Rule.Recurs is null && term?.Suspension is { } suspension && EntryRights.May(suspension, entry.Authority, entry, at);
        return new(
            code, term?.Title.Phrase ?? Phrase.Same(code), ledger, counted, entry.Missed.Contains(code), term?.Unconfirmed ?? false,
            runs && !ledger.IsSuspended && !hasPassed && ledger.Rule.Recurs is null && extension is not null && EntryRights.May(extension.By, entry.Authority, entry, at) ? extension : null,
            mayHoldUp && !ledger.IsSuspended && !hasPassed, mayHoldUp && ledger.IsSuspended);
    }
}

/// <summary>An entry that was spread, by its row and the edition by which it lives.</summary>
public sealed record SpreadView(EntryHead Row, RegisterKind Kind);

/// <summary>A term that can be extended for all executors at once.</summary>
public sealed record SpreadTermView(string Code, Phrase Title, KindExtension Extension)
{
    public Phrase InWords => Extension.AtMost.InWords();
}

/// <summary>A field of an entry, as somebody sees it.</summary>
/// <param name="Value">Null where it is hidden or has been removed.</param>
/// <param name="Hidden">This caller does not read it.</param>
public sealed record EntryFieldView(KindField Field, string? Value, bool Hidden);

/// <summary>A term of an entry.</summary>
/// <param name="Extension">By which this caller can extend it now.</param>
public sealed record EntryTermView(
    string Code, Phrase Title, TermLedger Ledger, TermExplanation Counted, bool Missed, bool Unconfirmed, KindExtension? Extension, bool CanBeSuspended, bool CanGoOn)
{
    public Phrase? ExtensionInWords => Extension?.AtMost.InWords();
}

/// <summary>A line of an entry's journal, as somebody sees it.</summary>
/// <param name="What">A sentence of what happened.</param>
/// <param name="By">Who did it.</param>
/// <param name="State">In which it was after it; null where the line does not say.</param>
public sealed record EntryLineView(
    int Line, string Type, DateTimeOffset At, string By, string Role, AuthorityCode Authority, Phrase What, string? State, ImmutableArray<EntryFieldView> Fields, EntryPaper? Paper, string? Reason);

/// <summary>What is kept apart from the lines, put back where somebody may read it.</summary>
/// <param name="sealer">Null where there is no key.</param>
internal sealed class KeptTexts(WholeEntry stored, RegisterKind kind, bool seesSecrets, Sealer? sealer)
{
    /// <param name="line">Of which it is the value; null for the present one.</param>
    public EntryFieldView Field(KindField field, EntryValue value, int? line)
    {
        if (value.Plain is { } plain)
            return new(field, plain, Hidden: false);
        return field.Secret && !seesSecrets ? new(field, null, Hidden: true) : new(field, TextOf(value, field.Name, line), Hidden: false);
    }

    public EntryLineView Line(JournalLine line)
    {
        var actor = LineActor.Read(line.Actor);
        var happened = StoredEntryEvents.Table.Read(line.Type, line.Payload);
        var said = KeptApart.Said(happened);
        return new(
            line.Line, line.Type, line.At, actor.Name, actor.Role, actor.Authority, EntryWords.Of(happened, kind), (happened as EntryRegistered)?.State ?? (happened as EntryStepTaken)?.State,
            [.. from value in said
                let field = kind.Field(value.Key)
                where field is not null
                select Field(field, value.Value, line.Line)],
            (happened as EntryStepTaken)?.Paper ?? (said.GetValueOrDefault(KeptApart.Paper) is { } paper ? EntryPaper.OfText(TextOf(paper, KeptApart.Paper, line.Line)) : null), said.GetValueOrDefault(KeptApart.Reason) is { } reason ? TextOf(reason, KeptApart.Reason, line.Line) : null);
    }

    /// <exception cref="SealedKeyException">It is sealed, and the key is not here.</exception>
    private string? TextOf(EntryValue value, string name, int? line)
    {
        var text = stored.Kept
            .LastOrDefault(kept => kept.Name == name && (line is null || kept.Line == line) && KeptApart.Is(value, new KeptValue(kept.Name, kept.Value, kept.Salt)))?.Value;
        return text is not null && kind.IsClosed && Sealer.IsSealed(text) ? (sealer ?? throw new SealedKeyException()).Open(name, text) : text;
    }
}

/// <summary>What happened to an entry, as people read it.</summary>
internal static class EntryWords
{
    public static Phrase Of(EntryEvent happened, RegisterKind kind) => happened switch
    {
        EntryRegistered registered => new($"Registered under number {registered.Number}", $"Зарегистрирована под номером {registered.Number}"),
        EntryStepTaken { Spread: { } spread } taken => Title(taken, kind) + new Phrase($": {Over(spread)}", $": {Over(spread)}"),
        EntryStepTaken taken => Title(taken, kind),
        EntryTermChanged { Term: var change } => Term(change.What) + new Phrase(": ", ": ") + Title(kind, change.Term),
        EntrySpreadExtended extended => new(
            $"Term extended for executors: {extended.Entries.Length}, by {extended.By.InWords().En}", $"Срок продлён исполнителям: {extended.Entries.Length}, на {extended.By.InWords().Ru}"),
        EntryTermMissed missed => new Phrase("Term missed: ", "Срок истёк: ") + Title(kind, missed.Term),
        EntryLinked { Link: var link } => new($"Linked to {LinkNames.Of(link.To).En} {link.Id}", $"Добавлена связь: {LinkNames.Of(link.To).Ru} {link.Id}"),
        EntryCorrected => new("Corrected", "Исправлена"),
        EntryValuesRemoved => new("What was kept apart was removed, as its time was over", "Сведения с ограниченным сроком хранения удалены"),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no words."),
    };

    private static Phrase Title(EntryStepTaken taken, RegisterKind kind) => kind.Transition(taken.Route)?.Title.Phrase ?? Phrase.Same(taken.Route);

    private static string Over(IEnumerable<SpreadEntry> spread) =>
        string.Join("; ", spread.Select(each => each.Responsible is { } person ? $"{each.Authority}, {person.Name}" : $"{each.Authority}"));

    private static Phrase Title(RegisterKind kind, string term) => kind.Term(term)?.Title.Phrase ?? Phrase.Same(term);

    private static Phrase Term(TermEvent what) => what switch
    {
        TermEvent.Started => new("Term started", "Срок начал течь"),
        TermEvent.Suspended => new("Term suspended", "Течение срока приостановлено"),
        TermEvent.Resumed => new("Term goes on", "Течение срока возобновлено"),
        TermEvent.Extended => new("Term extended", "Срок продлён"),
        TermEvent.Met => new("Term met", "Срок исполнен"),
        TermEvent.Ended => new("Term ended", "Срок завершён"),
    };
}

/// <summary>What people call the things that an entry is linked to.</summary>
public static class LinkNames
{
    /// <param name="to">As the file of a register names it.</param>
    public static Phrase Of(string to) => to switch
    {
        "draft" => new("draft", "проект"),
        "profile" => new("profile", "профиль"),
        "trial-run" => new("trial run", "прогон"),
        "declaration" => new("declaration", "декларация"),
        "trader" => new("trader", "участник ВЭД"),
        _ => new("entry", "запись"),
    };
}
