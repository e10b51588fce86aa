using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>What a command does to an entry as it is stored: asked when it is meant, and when it is only tried. Nothing is written.</summary>
internal sealed class EntryDecisions(
    IEntryStore store, IRegisterKinds kinds, EntryListings listings, IReferenceData reference, ISealing sealing, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private const int SaltBytes = 16;

    /// <summary>In the place of the meaning of a request: it would be a way to try what a closed circle may have said.</summary>
    private const string Unsaid = "sealed";

    public async Task<DecidedEntry> Register(Guid id, string code, AddEntry command, Actor actor, RequestConditions conditions)
    {
        if (kinds.Current.Last(code) is { IsClosed: true })
            conditions = Unsaying(conditions);
        if (conditions.Key is { } key && (await store.Read(id, CancellationToken.None)).Fold() is { } there)
            return there.Requests[0].Request == key ? new() { Repeated = new(id, 1, there.Number, Repeated: true) } : new() { Refusal = Refusal.KeyUsedOtherwise };

        var known = reference.ForDecision();
        if (known.Authorities.ZonesOf(command.Authority) is null)
            return new() { Refusal = Refusal.BadInput([new("/authority", "The register knows no such authority.", "В реестре нет такого таможенного органа.")]) };
        var at = At(actor, command.Authority, known, null);
        if (kinds.Current.InForce(code, at.Today) is not { } kind)
            return new() { Refusal = NotInForce(code, actor) };
        at = WithKey(at, kind);

        var decision = EntryRules.Decide(null, command, kind, at);
        if (decision.Refusal is { } refusal)
            return new() { Refusal = refusal };
        var single = kind.Single ? new SingleEntry(kind.Code, command.Authority) : null;
        if (single is not null && await store.Open(single, CancellationToken.None) is { } open)
        {
            return new()
            {
                Refusal = new(
                    RefusalReason.WrongStatus,
                    $"There is one already that has not ended, number {open}; this register has one at a time.", $"Уже есть незавершённая запись № {open}; одновременно в этом реестре ведётся одна."),
            };
        }

        var registered = (EntryRegistered)decision.Events.Bearing(conditions.Key)[0];
        var (sequence, registration) = Numberless(id, kind, command.Authority, registered, decision.Kept, LineActor.Write(actor, command.ByProgram ? Role.System : RoleIn(kind.Registration.By, actor)), at.Now, known, single);
        return new() { Sequence = sequence, Registration = registration };
    }

    private static (SequenceKey Sequence, EntryRegistration Registration) Numberless(
        Guid id, RegisterKind kind, AuthorityCode authority, EntryRegistered registered, ImmutableArray<KeptValue> kept, byte[] actor, DateTimeOffset now, ReferenceSnapshot known,
        SingleEntry? single = null)
    {
        var owner = EntrySequences.OwnerOf(kind, authority);
        var day = DateOnly.FromDateTime(known.ZonesOf(owner).Local(now).DateTime);
        return (
            EntrySequences.Of(kind, authority, day),
            new(
                id, kept, actor, kind.Numbering.Mask, owner, kind.Numbering.Run == NumberRun.Yearly ? day.Year : null,
                kind.Readers is { Closed: true }, now, EntryTexts.Of(kind, registered.Values, registered.Links, kept), authority, single)
            { Event = registered });
    }

    public async Task<DecidedEntry> Decide(Guid id, EntryCommand command, Actor actor, RequestConditions conditions)
    {
        var stored = await store.Read(id, CancellationToken.None);
        if (stored.Fold() is not { } entry)
            return new() { Refusal = EntryRules.NoSuchEntry };
        var kind = await KnownKindOf(entry);
        var at = WithKey(At(actor, entry.Authority, reference.ForDecision(), entry.ChangedAt), kind);
        if (kind.IsClosed)
            conditions = Unsaying(conditions);
        if (!EntryRights.Reads(kind, entry.Authority, at))
            return new() { Refusal = EntryRules.NoSuchEntry };
        if (entry.Earlier(conditions.Key) is { } earlier)
            return earlier.Request == conditions.Key ? new() { Repeated = new(id, earlier.Line, entry.Number, Repeated: true) } : new() { Refusal = Refusal.KeyUsedOtherwise };
        if (conditions.SeenLine is { } seen && seen != entry.Line)
        {
            return new()
            {
                Refusal = new(
                    RefusalReason.Stale,
                    $"The entry is not as you saw it; its journal has {entry.Line} lines now.", $"Запись изменилась с тех пор, как Вы её видели; строк в её журнале: {entry.Line}."),
            };
        }

        if (command is ExtendTerm { OfExecutors: true } extend)
            return await ExtendSpread(entry, stored, extend, kind, conditions.Key, at);
        var step = command is TakeStep taken ? kind.Transition(taken.Route) : null;
        if (step is { Gives.IsEmpty: false })
            at = at with { Given = await listings.Given(step.Gives.Select(name => kind.Field(name)!), entry, at.Now) };
        if (step is { Awaits: not null })
            at = at with { Spread = await store.SpreadFrom(id, CancellationToken.None) };
        var decision = EntryRules.Decide(entry, command, kind, at);
        if (decision.Refusal is { } refusal)
            return new() { Refusal = refusal };
        if (decision.Events.IsEmpty)
            return new() { Repeated = new(id, entry.Line, entry.Number, Repeated: true) };
        var own = Appended(entry, stored.Kept, kind, decision, conditions.Key, LineActor.Write(actor, RoleOf(command, entry, kind, actor)), at);
        if (step is { Spreads: { } spreads })
            return Spread(own, entry, stored, kind, step, spreads, decision, ((TakeStep)command).Paper?.Date, actor);
        if (step is { Awaits: { } awaits })
            return await Awaited(own, awaits, at);
        return new() { Append = WideAppend.Of(own) };
    }

    /// <summary>With the first lines of those that come into being.</summary>
    private DecidedEntry Spread(
        EntryAppend own, Entry entry, WholeEntry stored, RegisterKind kind, KindTransition step, KindSpread spreads, EntryDecision decision, DateOnly? signed, Actor actor)
    {
        var taken = (EntryStepTaken)decision.Events[0];
        var after = own.Lines.Aggregate(entry, StoredEntryEvents.Table.Apply);
        string? Said(string field) => after.Values.GetValueOrDefault(field) is not { } value ? null
            : value.Plain ?? decision.Kept.Concat(KeptLines.Values(stored.Kept)).FirstOrDefault(kept => kept.Name == field && KeptApart.Is(value, kept))?.Value;

        var known = reference.ForDecision();
        var (begun, faults) = (ImmutableArray.CreateBuilder<(SequenceKey, EntryRegistration)>(), new ValidationErrors());
        foreach (var (i, share) in taken.Spread!.Value.Index())
        {
            var at = At(actor, share.Authority, known, own.Lines[^1].At);
            if (kinds.Current.InForce(spreads.Register, at.Today) is not { } other)
                return new() { Refusal = NotInForce(spreads.Register, actor) };
            var first = EntrySpreads.Begin(after, Said, spreads, share, i, other, signed, at);
            foreach (var error in first.Refusal?.Errors ?? [])
                faults.Add(error.Pointer, error.Message);
            if (first.Refusal is null)
                begun.Add(Numberless(share.Entry, other, share.Authority, (EntryRegistered)first.Events[0], first.Kept, LineActor.Write(actor, RoleIn(step.By, actor)), at.Now, known));
        }
        return faults.IsEmpty ? new() { Append = new(own, [], [], begun.ToImmutable()) } : new() { Refusal = Refusal.BadInput(faults.ToImmutable()) };
    }

    /// <summary>The same extension in each entry that was spread and can take it; a right that is missing for one is missing for all.</summary>
    private async Task<DecidedEntry> ExtendSpread(Entry entry, WholeEntry stored, ExtendTerm command, RegisterKind kind, RequestKey? key, EntryCircumstances at)
    {
        var others = ImmutableArray.CreateBuilder<EntryAppend>();
        var (first, by, register) = ((Refusal?)null, default(Role?), "");
        foreach (var row in (await store.SpreadFrom(entry.Id, CancellationToken.None)).Where(row => !row.Ended))
        {
            var its = await store.Read(row.Id, CancellationToken.None);
            var other = its.Fold()!;
            var (way, there) = (await KnownKindOf(other), At(at.Actor, other.Authority, reference.ForDecision(), other.ChangedAt));
            var alone = command with { OfExecutors = false };
            var decision = EntryRules.Decide(other, alone, way, there);
            if (decision.Refusal is { } refusal)
            {
                if (refusal.Reason is RefusalReason.Forbidden or RefusalReason.BadInput)
                    return new() { Refusal = refusal };
                first ??= Named(other, refusal);
                continue;
            }
            var role = RoleOf(alone, other, way, at.Actor);
            (by, register) = (by ?? role, other.Kind);
            others.Add(Appended(other, its.Kept, way, decision, null, LineActor.Write(at.Actor, role), there));
        }
        if (others.Count == 0)
            return new() { Refusal = first ?? new(RefusalReason.WrongStatus, "Nothing has been given out in which this term could be extended.", "Нет поручений исполнителям, срок которых можно продлить.") };

        var apart = KeptApart.For(kind, at);
        var extended = new EntrySpreadExtended(
            register, command.Term, command.By, apart.Text(KeptApart.Reason, command.Reason), command.ApplicantToldOn, [.. others.Select(other => other.Head.Id)]);
        return new() { Append = new(Appended(entry, stored.Kept, kind, EntryDecision.Event(extended, apart.Kept), key, LineActor.Write(at.Actor, by!.Value), at), others.ToImmutable(), [], []) };
    }

    private static Refusal Named(Entry entry, Refusal refusal) => new(refusal.Reason, new Phrase($"{entry.Number}: ", $"{entry.Number}: ") + refusal.Detail);

    /// <summary>With what the others do that were waited for; those that do nothing have to stay as they were seen.</summary>
    private async Task<DecidedEntry> Awaited(EntryAppend own, KindAwaited awaits, EntryCircumstances at)
    {
        var (others, standing) = (ImmutableArray.CreateBuilder<EntryAppend>(), ImmutableArray.CreateBuilder<(Guid, int)>());
        foreach (var row in at.Spread.Where(each => each.Kind == awaits.Register))
        {
            if (row.Ended || awaits.Takes is not { } route)
            {
                standing.Add((row.Id, row.LastLine));
                continue;
            }
            var stored = await store.Read(row.Id, CancellationToken.None);
            var entry = stored.Fold()!;
            var kind = await KnownKindOf(entry);
            var there = At(at.Actor, entry.Authority, reference.ForDecision(), entry.ChangedAt);
            var command = new TakeStep(route, ImmutableSortedDictionary<string, string>.Empty);
            var decision = EntryRules.Decide(entry, command, kind, there);
            if (decision.Refusal is { } refusal)
                return new() { Refusal = Named(entry, refusal) };
            others.Add(Appended(entry, stored.Kept, kind, decision, null, LineActor.Write(at.Actor, RoleOf(command, entry, kind, at.Actor)), there));
        }
        return new() { Append = new(own, others.ToImmutable(), standing.ToImmutable(), []) };
    }

    /// <summary>The terms that have passed, or the same entry as the calendar of now counts it; null if nothing is to be written.</summary>
    public async Task<EntryAppend?> WhatTimeDid(Guid id)
    {
        var stored = await store.Read(id, CancellationToken.None);
        if (stored.Fold() is not { } entry)
            return null;
        var kind = await KnownKindOf(entry);
        var at = At(watch, entry.Authority, reference.Current, entry.ChangedAt);
        var decision = EntryRules.Decide(entry, new LookAtTerms(), kind, at);
        if (!decision.Events.IsEmpty)
            return Appended(entry, stored.Kept, kind, decision, null, LineActor.Watch(entry.Authority), at);
        // Of one that has ended the row says until when something is kept; a script may have written that it is to be looked at.
        return entry.Running.Any() || kind.State(entry.State) is { End: true } ? new EntryAppend(entry.Line, [], [], EntryHead.Of(entry, kind, at.Place)) : null;
    }

    /// <summary>The key is looked for where it is needed alone.</summary>
    internal EntryCircumstances WithKey(EntryCircumstances at, RegisterKind kind) => kind.IsClosed ? at with { Sealer = sealing.Current } : at;

    private static RequestConditions Unsaying(RequestConditions conditions) => conditions.Key is { } key ? conditions with { Key = new(key.Key, Unsaid) } : conditions;

    internal EntryCircumstances At(Actor actor, AuthorityCode authority, ReferenceSnapshot known, DateTimeOffset? changedAt) => new(
        Moments.NotBefore(clock.GetUtcNow(), changedAt), actor, RandomNumberGenerator.GetBytes(SaltBytes), EntryPlaces.Of(known, authority), known.Authorities.IsWithin);

    /// <summary>An entry lives by the edition under which it was registered; another node may have loaded it a moment ago.</summary>
    internal RegisterKind KindOf(Entry entry) => kinds.Current.Edition(entry.Kind, entry.Edition)
        ?? throw new StorageUnavailableException($"This node does not know the edition of {entry.Kind} from {entry.Edition:yyyy-MM-dd} yet.");

    /// <summary>The same, once this node has read what another may have loaded a moment ago: the grain of an entry may live where its register is not known yet.</summary>
    private async ValueTask<RegisterKind> KnownKindOf(Entry entry)
    {
        if (kinds.Current.Edition(entry.Kind, entry.Edition) is null)
            await kinds.Refresh(CancellationToken.None);
        return KindOf(entry);
    }

    private Refusal NotInForce(string code, Actor actor) => kinds.Current.EditionsOf(code) is [var first, ..] && !(first.Readers is { Closed: true } && !EntryRights.IsInCircle(first, actor))
        ? new(RefusalReason.WrongStatus, $"This register begins on {first.From:yyyy-MM-dd}.", $"Этот реестр ведётся с {first.From:dd.MM.yyyy}.")
        : new(RefusalReason.NotFound, "There is no such register.", "Такого реестра нет.");

    private static EntryAppend Appended(
        Entry entry, IReadOnlyList<KeptLine> before, RegisterKind kind, EntryDecision decision, RequestKey? key, byte[] actor, EntryCircumstances at)
    {
        var (lines, last) = StoredEntryEvents.Table.Append(entry.Id, entry, decision.Events.Bearing(key), actor, at.Now);
        var after = last!;
        var removes = decision.Events.Any(happened => happened is EntryValuesRemoved);
        var saysTheSame = decision.Events.All(happened => happened is EntryTermMissed or EntryTermChanged);
        KeptValue[] kept = [.. KeptLines.Values(before)];
        return new(
            entry.Line, lines, KeptLines.Of(entry.Id, entry.Line + 1, decision.Kept), EntryHead.Of(after, kind, at.Place),
            saysTheSame ? null : (EntryTexts.Of(kind, entry.Values, entry.Links, kept), EntryTexts.Of(kind, after.Values, after.Links, removes ? [] : [.. kept, .. decision.Kept])), removes);
    }

    private static Role RoleOf(EntryCommand command, Entry entry, RegisterKind kind, Actor actor) => RoleIn(
        command switch
        {
            TakeStep step => kind.Transition(step.Route)!.By,
            ExtendTerm extend => kind.Term(extend.Term)!.Extensions[entry.Terms[extend.Term].Extensions].By,
            SuspendTerm suspend => kind.Term(suspend.Term)!.Suspension!,
            ResumeTerm resume => kind.Term(resume.Term)!.Suspension!,
            _ => kind.Correction ?? kind.Registration.By,
        },
        actor);

    private static Role RoleIn(KindRight right, Actor actor) => right.Held.First(actor.Holds);

    private static readonly Actor watch = new("deadline-watch", "Deadline watch", AuthorityCode.Fcs, null, [Role.System]);
}

/// <summary>One of them: a refusal, what was done before, a first line that needs its number, or lines to be written.</summary>
internal sealed record DecidedEntry
{
    public Refusal? Refusal { get; init; }

    public EntryReceipt? Repeated { get; init; }

    public SequenceKey? Sequence { get; init; }

    public EntryRegistration? Registration { get; init; }

    public WideAppend? Append { get; init; }
}
