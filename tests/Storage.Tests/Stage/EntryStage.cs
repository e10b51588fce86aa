using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>Entries of Baltic Customs, whatever register they are of, decided by the rules and written by a store.</summary>
/// <param name="kinds">The registers as they are known where it is decided; else those that come with the program.</param>
internal sealed class EntryStage(Store store, HandClock clock, IRegisterKinds? kinds = null)
{
    private readonly IRegisterKinds kinds = kinds ?? new Shipped();

    public static readonly EntryPerson Person = new("responsible", "И. Орлова");

    private EntryDecisions Decisions => field ??= new(
        store.Service<IEntryStore>(), kinds, new EntryListings(store.Service<IEntryStore>(), kinds, TestReference.Data), TestReference.Data, Keys, clock);

    /// <summary>The keys of closed circles, the newest first.</summary>
    public Sealing Keys { get; } = new();

    public EntryIndex Index => store.Service<EntryIndex>();

    public IEntryStore Entries => store.Service<IEntryStore>();

    public static EntryNumbering Numbers { get; } = new(TestReference.Data);

    public static RegisterKind Kind(string code) => RegisterKinds.Shipped.Last(code)!;

    /// <summary>Somebody whom the right names.</summary>
    public static Actor Holder(KindRight right) => new(
        Person.Subject, Person.Name, right.Of switch { KindScope.Own => Ceramics.Baltic, KindScope.Above or KindScope.Giver => Ceramics.NorthWest, KindScope.Fcs => AuthorityCode.Fcs }, null, [right.Held.First()]);

    public static AddEntry Addition(RegisterKind kind) => new(
        Ceramics.Baltic, Values(kind, kind.Fields.Where(field => field.Given is null && (field.Required || field.RequiredWhen is not null)).Select(field => field.Name)),
        SignedOn: kind.Registration.Signed ? new DateOnly(2026, 11, 20) : null);

    public static TakeStep Step(RegisterKind kind, KindTransition step) => new(
        step.Route, Values(kind, step.Asks), step.Paper ? new("17", new(2026, 11, 20)) : null, step.Reason ? "Так решено" : null, step.Assigns ? Person : null,
        step.Spreads is null ? null : [new(Ceramics.Baltic), new(Ceramics.Baltic, Person)]);

    public async Task<(SequenceKey Sequence, EntryRegistration Registration)> Decided(
        string code, Guid? id = null, RequestConditions? conditions = null, AuthorityCode? authority = null)
    {
        var kind = Kind(code);
        var decided = await Decisions.Register(
            id ?? Guid.NewGuid(), code, Addition(kind) with { Authority = authority ?? Ceramics.Baltic }, Holder(kind.Registration.By) with { Authority = authority ?? Holder(kind.Registration.By).Authority },
            conditions ?? RequestConditions.None);
        Assert.Null(decided.Refusal);
        return (decided.Sequence!.Value, decided.Registration!);
    }

    public async Task<Guid> Registered(string code, AuthorityCode? authority = null)
    {
        var (sequence, registration) = await Decided(code, authority: authority);
        var answer = Assert.Single(await Entries.Register(sequence, () => [registration], Numbers.Number, default));
        Assert.Equal(RegistrationEnd.Registered, answer.End);
        return registration.Entry;
    }

    public async Task<bool> Do(Guid id, EntryCommand command, Actor actor)
    {
        var decided = await Decisions.Decide(id, command, actor, RequestConditions.None);
        Assert.Null(decided.Refusal);
        return await Entries.Append(decided.Append!, Numbers.Number, default);
    }

    public async Task<EntryAppend> Decide(Guid id, EntryCommand command, Actor actor) => (await Wide(id, command, actor)).Own;

    public async Task<WideAppend> Wide(Guid id, EntryCommand command, Actor actor) => (await Decisions.Decide(id, command, actor, RequestConditions.None)).Append!;

    public async Task<Refusal?> Refused(Guid id, EntryCommand command, Actor actor) => (await Decisions.Decide(id, command, actor, RequestConditions.None)).Refusal;

    public async Task Look(Guid id)
    {
        if (await Decisions.WhatTimeDid(id) is { } append)
            Assert.True(await Entries.Append(append, default));
    }

    public async Task<Entry> Read(Guid id) => (await Entries.Read(id, default)).Fold()!;

    private static ImmutableSortedDictionary<string, string> Values(RegisterKind kind, IEnumerable<string> names) =>
        names.ToImmutableSortedDictionary(name => name, name => FieldSamples.Of(kind.Field(name)!), StringComparer.Ordinal);

    internal sealed class Sealing : ISealing
    {
        public Sealer? Current { get; set; } = new([[.. Enumerable.Range(0, Sealer.KeyBytes).Select(i => (byte)i)]]);
    }

    internal sealed class Shipped : IRegisterKinds
    {
        public RegisterKinds Current => RegisterKinds.Shipped;

        public Task Refresh(CancellationToken cancellation) => Task.CompletedTask;
    }
}
