using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>Entries of registers, for whoever asks from outside.</summary>
internal sealed class EntryDoor(
    IGrainFactory grains, IEntryStore store, EntryDecisions decisions, EntryRegistering registering, IRegisterKinds kinds, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IEntries
{
    private static readonly Refusal ofProgram = new(
        RefusalReason.Forbidden, "Entries of this register are written by the program itself.", "Записи этого реестра формирует сама программа.");

    public async Task<Outcome<EntryReceipt>> Register(string kind, AddEntry command, Actor actor, RequestKey? key)
    {
        if (IsOfProgram(kind))
            return ofProgram;
        var id = IdFor(kind, actor, key);
        return await registering.Register(id, kind, command, actor, new(Key: key));
    }

    public async Task<Outcome<EntryView>> TryRegister(string kind, AddEntry command, Actor actor, RequestKey? key)
    {
        if (IsOfProgram(kind))
            return ofProgram;
        return await Attempts.Tried<EntryView>(async () =>
        {
            var id = IdFor(kind, actor, key);
            var decided = await decisions.Register(id, kind, command, actor, new(Key: key));
            return decided.Refusal is { } refusal ? refusal : View(decided.Registration is { } registration ? Foreseen(registration) : await store.Read(id, CancellationToken.None), actor)!;
        });
    }

    public Task<Outcome<EntryReceipt>> Execute(Guid entry, EntryCommand command, Actor actor, RequestConditions conditions) => grains.Entry(entry).Execute(command, actor, conditions);

    public Task<Outcome<EntryReceipt>> Try(Guid entry, EntryCommand command, Actor actor, RequestConditions conditions) => grains.Entry(entry).Try(command, actor, conditions);

    public EntryView? View(WholeEntry stored, Actor actor, IReadOnlyList<EntryHead>? spread = null)
    {
        if (stored.Fold() is not { } entry)
            return null;
        var kind = decisions.KindOf(entry);
        var at = decisions.WithKey(decisions.At(actor, entry.Authority, reference.Current, entry.ChangedAt), kind);
        if (!EntryRights.Reads(kind, entry.Authority, at))
            return null;
        var view = EntryView.Of(entry, stored, kind, at with { Spread = spread ?? [] });
        var origin = entry.Origin is { } from ? kinds.Current.Last(from.Kind) : null;
        ImmutableArray<SpreadView> shown =
        [
            .. from row in spread ?? []
               let other = kinds.Current.Edition(row.Kind, row.Edition)
               where other is not null && Reader(other, actor).Has(row.Authority)
               select new SpreadView(row, other),
        ];
        return view with
        {
            Spread = shown,
            SpreadTerms = [.. shown.SelectMany(each => Extended(each, at)).DistinctBy(term => term.Code)],
            ReadsOrigin = origin is not null && Reader(origin, actor).Has(entry.Origin!.Authority),
            Registers = kind.Transitions.Select(step => step.Spreads?.Register).OfType<string>().Distinct().ToImmutableDictionary(
                code => code, code => kinds.Current.Last(code)?.Title.Phrase ?? Phrase.Same(code)),
        };
    }

    public bool Spreads(WholeEntry stored) => stored.Fold() is { } entry && decisions.KindOf(entry).Spreads;

    public bool Spreads(EntryHead head) => kinds.Current.Edition(head.Kind, head.Edition) is { Spreads: true };

    private static IEnumerable<SpreadTermView> Extended(SpreadView each, EntryCircumstances at) => each.Row.Ended ? [] :
        from term in each.Kind.Terms
        where term is { Recurs: null, Extensions: [var first, ..] } && EntryRights.MayAs(first.By, each.Row.Authority, each.Row.Responsible, each.Row.Giver, at)
        select new SpreadTermView(term.Code, term.Title.Phrase, term.Extensions[0]);

    public EntryReader Reader(RegisterKind kind, Actor actor)
    {
        if (kind.Readers is { Closed: true })
            return new(EntryRights.IsInCircle(kind, actor) ? [actor.Authority] : []);
        if (actor.Holds(Role.Auditor))
            return new(null);
        if (!actor.Roles.Any(EntryRights.IsOfficial))
            return new([]);
        return actor.Authority == AuthorityCode.Fcs ? new(null) : new([.. reference.Current.Authorities.From(actor.Authority)]);
    }

    public EntrySearcher Searcher(Actor actor)
    {
        var open = kinds.Current.All.SelectMany(kind => kinds.Current.EditionsOf(kind.Code)).Where(kind => kind.Readers is not { Closed: true }).ToArray();
        return new(
            open is [var any, ..] ? Reader(any, actor) : new([]), actor.Subject, actor.Authority,
            [.. open.Where(kind => EntryRights.ReadsSecretsByRole(kind, actor)).Select(kind => (kind.Code, kind.From))]);
    }

    public bool Registers(RegisterKind kind, Actor actor) => !kind.IsOfProgram && (
        EntryRights.May(kind.Registration.By, actor.Authority, null, decisions.At(actor, actor.Authority, reference.Current, null))
        || (kind.Registration.By.Of != KindScope.Own && kind.Registration.By.Held.Any(actor.Holds)));

    public ImmutableArray<AwaitedEntries> Awaited(Actor actor) => !actor.Roles.Any(EntryRights.IsOfficial) ? [] :
    [
        .. from kind in kinds.Current.All.SelectMany(kind => kinds.Current.EditionsOf(kind.Code))
           where !kind.IsClosed || EntryRights.IsInCircle(kind, actor)
           from state in kind.Transitions.Where(step => step.By is { Of: KindScope.Own, Responsible: false } && step.By.Held.Any(actor.Holds)).SelectMany(step => step.From).Distinct()
           select new AwaitedEntries(kind.Code, kind.From, state),
    ];

    public ImmutableArray<string> Steps(EntryHead head, Actor actor, IReadOnlyList<EntryHead> spread)
    {
        if (kinds.Current.Edition(head.Kind, head.Edition) is not { } kind)
            return [];
        var at = decisions.At(actor, head.Authority, reference.Current, null) with { Spread = spread };
        return [.. EntryRules.Possible(head.State, head.Authority, head.Responsible, head.Giver, kind, at).Select(step => step.Route)];
    }

    public RegisterKind? InForce(string code, Actor actor) => kinds.Current.InForce(
        code, DateOnly.FromDateTime((reference.Current.Authorities.ZonesOf(actor.Authority) ?? MoscowDays.Zone).Local(clock.GetUtcNow()).DateTime));

    /// <summary>The program registers such entries itself, beside this door.</summary>
    private bool IsOfProgram(string code) => kinds.Current.Last(code) is { IsOfProgram: true };

    private static WholeEntry Foreseen(EntryRegistration registration)
    {
        var pending = new PendingLine(StoredEntryEvents.Table.NameOf<EntryRegistered>(), registration.Registered);
        return new(JournalLines.Date(registration.Entry, 0, Chain.Start, [pending], registration.Actor, registration.DecidedAt), KeptLines.Of(registration.Entry, 1, registration.Kept));
    }

    private Guid IdFor(string kind, Actor actor, RequestKey? key) =>
        key is null ? Guid.CreateVersion7(clock.GetUtcNow()) : DerivedId.Of($"entry\n{kind}\n{actor.Authority}\n{key.Key}");
}

/// <summary>Entries of registers: what is asked of them, and who sees what.</summary>
public interface IEntries
{
    /// <summary>Registers an entry with its number. The same under the same key is answered as done.</summary>
    Task<Outcome<EntryReceipt>> Register(string kind, AddEntry command, Actor actor, RequestKey? key);

    /// <summary>The entry that would be registered, without its number. Nothing is stored.</summary>
    Task<Outcome<EntryView>> TryRegister(string kind, AddEntry command, Actor actor, RequestKey? key);

    /// <summary>Decides a command on an entry, and stores what happened.</summary>
    Task<Outcome<EntryReceipt>> Execute(Guid entry, EntryCommand command, Actor actor, RequestConditions conditions);

    /// <summary>Whether it would be done. Nothing is stored.</summary>
    Task<Outcome<EntryReceipt>> Try(Guid entry, EntryCommand command, Actor actor, RequestConditions conditions);

    /// <summary>An entry as somebody sees it; null if there is none, or this caller may not know of it.</summary>
    /// <param name="spread">The rows of those that were spread from it, on which depends what can be done with it.</param>
    EntryView? View(WholeEntry stored, Actor actor, IReadOnlyList<EntryHead>? spread = null);

    /// <summary>Whether entries of another register can have been spread from one.</summary>
    bool Spreads(WholeEntry stored);

    /// <summary>The same by its row.</summary>
    bool Spreads(EntryHead head);

    /// <summary>Whose entries of a register somebody sees in lists.</summary>
    EntryReader Reader(RegisterKind kind, Actor actor);

    /// <summary>Whose entries of all registers somebody finds, but for those of closed circles.</summary>
    EntrySearcher Searcher(Actor actor);

    /// <summary>Whether somebody registers entries of a register at all.</summary>
    bool Registers(RegisterKind kind, Actor actor);

    /// <summary>Which entries of their own authority wait for somebody as long as nobody is responsible for them: those with which their roles can take a step.</summary>
    ImmutableArray<AwaitedEntries> Awaited(Actor actor);

    /// <summary>The routes of the steps that somebody can take now with an entry that stands as its row says.</summary>
    /// <param name="spread">The rows of those that were spread from it.</param>
    ImmutableArray<string> Steps(EntryHead head, Actor actor, IReadOnlyList<EntryHead> spread);

    /// <summary>The edition by which this caller would register today.</summary>
    RegisterKind? InForce(string code, Actor actor);
}

/// <summary>Whose entries somebody sees.</summary>
/// <param name="Authorities">Null for those of all; empty for none.</param>
public sealed record EntryReader(ImmutableArray<AuthorityCode>? Authorities)
{
    public bool IsNobody => Authorities is { IsEmpty: true };

    public bool Has(AuthorityCode authority) => Authorities is null || Authorities.Value.Contains(authority);
}

/// <summary>Who searches, and what secret fields they are found by.</summary>
/// <param name="Reader">Whose entries are seen.</param>
/// <param name="Subject">Reads the secret fields of those that it is responsible for.</param>
/// <param name="Own">The authority whose entries' secret fields are read by a role.</param>
/// <param name="Secrets">The editions that name such a role.</param>
public sealed record EntrySearcher(EntryReader Reader, string Subject, AuthorityCode Own, ImmutableArray<(string Kind, DateOnly Edition)> Secrets);

/// <summary>Entries of an edition of a register in a state.</summary>
public sealed record AwaitedEntries(string Kind, DateOnly Edition, string State);
