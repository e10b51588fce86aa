using System.Globalization;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>An entry that is spread over executors, each with an entry of another register: who they may be, what theirs say, and how far they have come.</summary>
internal static class EntrySpreads
{
    private const int Named = 5;

    /// <summary>What is wrong with those who are named.</summary>
    public static void Check(ValidationErrors errors, KindTransition step, Entry entry, ImmutableArray<EntryExecutor>? executors, EntryCircumstances at)
    {
        EntryInput.Given(errors, "/executors", step.Spreads is not null, executors is { IsEmpty: false });
        if (step.Spreads is not { } spreads || executors is not { } named)
            return;
        if (named.Length > EntryLimits.Executors)
            errors.Add("/executors", $"At most {EntryLimits.Executors} at once.", $"Не более {EntryLimits.Executors} за один раз.");
        var seen = new HashSet<(AuthorityCode, string?)>();
        foreach (var (i, executor) in named.Take(EntryLimits.Executors).Index())
        {
            var place = $"/executors/{i}";
            if (!at.IsWithin(executor.Authority, entry.Authority))
                errors.Add($"{place}/authority", $"Expected {entry.Authority} or an authority below it.", $"Ожидался {entry.Authority} или подчинённый ему таможенный орган.");
            if (executor.Responsible is { } person)
            {
                errors.Text($"{place}/responsible/subject", person.Subject);
                errors.Text($"{place}/responsible/name", person.Name);
            }
            if (executor.DueOn is not null && spreads.OwnDay is null)
                errors.Add($"{place}/dueOn", "This is not taken here.", "Здесь это не принимается.");
            else if (executor.DueOn < at.Today)
                errors.Add($"{place}/dueOn", "This day is over.", "Эта дата уже прошла.");
            if (!seen.Add((executor.Authority, executor.Responsible?.Subject)))
                errors.Add(place, "This executor stands here already.", "Этот исполнитель здесь уже указан.");
        }
    }

    /// <summary>What the line of the step says of them. The ids follow from the line: whoever decides again, decides on the same entries.</summary>
    public static ImmutableArray<SpreadEntry>? Of(Entry entry, ImmutableArray<EntryExecutor>? executors) => executors is not { } named ? null :
    [
        .. named.Select((executor, i) => new SpreadEntry(
            DerivedId.Of(string.Create(CultureInfo.InvariantCulture, $"spread\n{entry.Id:D}\n{entry.Line + 1}\n{i}")), executor.Authority, executor.Responsible, executor.DueOn)),
    ];

    /// <summary>Those that have not come as far as a step asks.</summary>
    public static ImmutableArray<EntryHead> Outstanding(KindTransition step, IReadOnlyList<EntryHead> spread) => step.Awaits is not { } awaits ? [] :
        [.. spread.Where(each => each.Kind == awaits.Register && !each.Ended && !awaits.States.Contains(each.State))];

    public static Refusal NotYet(ImmutableArray<EntryHead> outstanding)
    {
        var numbers = string.Join(", ", outstanding.Take(Named).Select(each => each.Number));
        var more = outstanding.Length > Named ? "…" : "";
        return new(
            RefusalReason.WrongStatus,
            $"{outstanding.Length} of the entries that were given out have not come so far: {numbers}{more}.", $"Ещё не исполнено записей: {outstanding.Length} ({numbers}{more}).");
    }

    /// <summary>The first line of an entry that is spread, without its number; a refusal where its register does not take it.</summary>
    /// <param name="entry">From which it is spread.</param>
    /// <param name="texts">What this entry says of fields that are kept apart, as it can be read.</param>
    /// <param name="kind">The register of the new entry.</param>
    /// <param name="signed">The day of the paper by which it is done.</param>
    /// <param name="at">In the place of the executor.</param>
    public static EntryDecision Begin(
        Entry entry, Func<string, string?> texts, KindSpread spreads, SpreadEntry share, int index, RegisterKind kind, DateOnly? signed, EntryCircumstances at)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var given in spreads.Gives)
        {
            if (texts(given.From) is { } text)
                values[given.Field] = text;
        }
        if (spreads.Number is { } number)
            values[number] = string.Create(CultureInfo.InvariantCulture, $"№ {entry.Number} от {DateOnly.FromDateTime(at.Place.Zones.Local(entry.RegisteredAt).DateTime):dd.MM.yyyy}");

        var add = new AddEntry(share.Authority, values.ToImmutable(), SignedOn: kind.Registration.Signed ? signed ?? entry.SignedOn : null);
        var errors = new ValidationErrors();
        EntryInput.Values(errors, kind, add.Values, kind.Fields.Select(field => field.Name));
        EntryInput.Required(errors, kind, add.Values.Keys, add.Values);
        var terms = EntryTerms.AtRegistration(kind, add, at.Now, add.Values, at);
        if (share.DueOn is { } day)
            terms = [.. terms.Select(change => change.Term == spreads.OwnDay ? Until(errors, $"/executors/{index}/dueOn", change, day, at) : change)];
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        var apart = KeptApart.For(kind, at);
        return EntryDecision.Event(
            new EntryRegistered(
                kind.Code, kind.From, share.Authority, "", 0, at.Now, add.SignedOn, kind.States[0].Code, apart.Values(kind, add.Values), terms, [],
                new(entry.Id, entry.Kind, entry.Number, entry.Authority), share.Responsible),
            apart.Kept);
    }

    /// <summary>A term that ends on a day that was named is one of so many calendar days; where its register says so, it moves from a day off.</summary>
    private static TermChange Until(ValidationErrors errors, string place, TermChange change, DateOnly day, EntryCircumstances at)
    {
        var from = DateOnly.FromDateTime(at.Place.Zones.Local(change.At).DateTime);
        var length = new TermSpan(day.DayNumber - from.DayNumber + (change.Rule!.Start == TermStart.SameDay ? 1 : 0), SpanUnit.CalendarDays);
        if (!length.IsInRange)
            errors.Add(place, $"Expected a day after {from:O}, at most {TermSpan.Longest} days later.", $"Ожидалась дата позже {from:dd.MM.yyyy}, не более чем на {TermSpan.Longest} дней.");
        return change with { Rule = change.Rule with { Length = length } };
    }
}

/// <summary>How much of something an entry takes.</summary>
public static class EntryLimits
{
    /// <summary>Executors that a step names at once; their entries share a commit.</summary>
    public const int Executors = 200;
}
