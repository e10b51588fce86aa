using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>What the program fills in with a step: lists of entries as they stand at that moment. Nothing of a closed circle is on them.</summary>
internal sealed class EntryListings(IEntryStore store, IRegisterKinds kinds, IReferenceData reference)
{
    /// <summary>The field that says how grave an entry is, in whatever register it stands.</summary>
    public const string Severity = "severity";

    /// <summary>The values of these fields.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> Given(IEnumerable<KindField> fields, Entry entry, DateTimeOffset now)
    {
        var given = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var listed = field.Given == FieldSource.Open
                ? await store.OpenOf(entry.Authority, field.Registers, entry.Kind, CancellationToken.None)
                : await store.UnreadBy(
                    entry.Authority, [.. reference.Current.Authorities.From(entry.Authority).Where(code => code != entry.Authority)], field.Registers, entry.Kind, entry.RegisteredAt,
                    CancellationToken.None);
            given[field.Name] = Of(listed.Select(each => each.Fold()).OfType<Entry>(), now).Write();
        }
        return given.ToImmutable();
    }

    /// <summary>In the order in which they are due.</summary>
    public EntryListing Of(IEnumerable<Entry> entries, DateTimeOffset now) =>
        EntryListing.Of([.. entries.Select(entry => Of(entry, now)).OrderBy(item => item.DueAt ?? DateTimeOffset.MaxValue).ThenBy(item => item.Number, StringComparer.Ordinal)]);

    /// <summary>By the edition by which it lives; where another node has just loaded it, by the codes.</summary>
    public ListedEntry Of(Entry entry, DateTimeOffset now)
    {
        var kind = kinds.Current.Edition(entry.Kind, entry.Edition);
        var due = DueOf(entry, now);
        var severity = SeverityOf(entry, kind);
        return new(
            entry.Id, entry.Kind, kind?.Title ?? Same(entry.Kind), entry.Number, entry.Authority, entry.State, kind?.State(entry.State)?.Title ?? Same(entry.State),
            due?.Term, due is { } first ? kind?.Term(first.Term)?.Title ?? Same(first.Term) : null, due?.At, IsOverdue(entry, now), severity?.Code, severity?.Title);
    }

    /// <summary>Whether a term that runs had passed by then, whether or not that is written down yet.</summary>
    public bool IsOverdue(Entry entry, DateTimeOffset now) => DueOf(entry, now) is { } due && due.At <= now;

    /// <summary>How grave an entry is, where its register has such a field; null where it has none.</summary>
    public static KindChoice? SeverityOf(Entry entry, RegisterKind? kind) =>
        kind?.Field(Severity) is { Type: FieldType.Choice } field && entry.Values.GetValueOrDefault(Severity)?.Plain is { } code
            ? field.Values.FirstOrDefault(choice => choice.Code == code) ?? new KindChoice(code, Same(code))
            : null;

    private (string Term, DateTimeOffset At)? DueOf(Entry entry, DateTimeOffset now)
    {
        var place = EntryPlaces.Of(reference.Current, entry.Authority);
        return entry.Running.Select(term => (Term: term.Key, At: TermCounting.DueAt(term.Value, place))).Where(term => term.At is not null)
            .Select(term => ((string Term, DateTimeOffset At)?)(term.Term, term.At!.Value)).MinBy(term => term!.Value.At);
    }

    private static KindText Same(string code) => new(code, code);
}
