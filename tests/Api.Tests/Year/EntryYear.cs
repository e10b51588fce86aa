using System.Collections.Immutable;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Registers;
using RmsOrleans.Api.Tests.Registers;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Registers;
using RmsOrleans.Storage.Verification;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Year;

/// <summary>
/// The program on a clock that goes from day to day. What must have been missed is written down here, by the terms as they stood after the last command: each that has passed when
/// somebody looks, or when a command comes.
/// </summary>
internal sealed class EntryYear(DateTimeOffset start, int seed) : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rms-entry-year-").FullName;
    private readonly HandClock clock = new(start);
    private readonly Random chance = new(seed);
    private readonly Dictionary<Guid, Known> open = [];
    private readonly Dictionary<Guid, int> order = [];

    /// <summary>Terms that passed, with the time at which the program was the first to look.</summary>
    public List<(Guid Entry, string Term, DateTimeOffset DueAt, DateTimeOffset SeenAt)> Expected { get; } = [];

    public int Count => order.Count;

    public int Steps { get; private set; }

    public RegisterKind[] Kinds => [.. Service<IRegisterKinds>().Current.All];

    /// <summary>Those of which entries come in here: not what the program fills in itself.</summary>
    public RegisterKind[] Registered => [.. Kinds.Where(kind => kind.Fields.All(one => one.Given is null))];

    private TheProgram Program { get; set; } = null!;

    private DateTimeOffset Now => clock.GetUtcNow();

    public void Start() => Program = new TheProgram(folder, clock);

    public ValueTask Stop() => Program.DisposeAsync();

    public void Turn() => clock.Turn(TimeSpan.FromDays(1));

    public async Task Load(string file)
    {
        var (kind, errors) = KindFiles.Read(System.Text.Encoding.UTF8.GetBytes(file));
        Assert.Empty(errors);
        Assert.False((await Service<IKindLoads>().Load(kind!, Officials.Operator, seenRevision: null)).IsRefused);
    }

    /// <summary>Orleans counts its reminders in real time, so their ticks are sent from here.</summary>
    public async Task Tick(IEnumerable<AuthorityCode> authorities)
    {
        foreach (var entry in open.Values)
            Passed(entry);
        foreach (var authority in authorities)
            await Service<IGrainFactory>().Authority(authority).AsReference<IRemindable>().ReceiveReminder(AuthorityGrain.Reminder, default);
    }

    /// <summary>Some of the open ones take a step, by chance, and new ones come in.</summary>
    public async Task Work(IEnumerable<(RegisterKind Kind, AuthorityCode Authority)> coming)
    {
        foreach (var id in open.Values.OrderBy(each => each.Order).Where(_ => chance.Next(20) == 0).Select(each => each.Entry.Id).ToArray())
        {
            // An execution may have ended with the instruction that it was given by.
            if (!open.TryGetValue(id, out var known))
                continue;
            await Do(known);
            Steps++;
            await See(id);
            foreach (var row in (await Service<IEntryStore>().SpreadFrom(id, default)).OrderBy(row => row.Number, StringComparer.Ordinal))
                await See(row.Id);
        }
        foreach (var (kind, authority) in coming)
        {
            var day = Today(authority);
            var command = new AddEntry(
                authority, kind.Fields.Where(field => field.Required || field.RequiredWhen is not null).ToImmutableSortedDictionary(field => field.Name, FieldSamples.Of, StringComparer.Ordinal),
                SignedOn: kind.Registration.Signed ? day : null);
            var outcome = await Service<IEntries>().Register(kind.Code, command, Holder(kind.Registration.By, authority, null, null), null);
            Assert.False(outcome.IsRefused, $"{kind.Code} at {authority}: {outcome.Refusal?.Detail} {string.Join("; ", outcome.Refusal?.Errors ?? [])}");
            await See(outcome.Value!.Entry);
        }
    }

    public async Task<List<T>> Query<T>(string sql)
    {
        await using var connection = await Service<IReadDatabase>().Open(CancellationToken.None);
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    public async Task<IEnumerable<string>> Errors() =>
        (await StoreReport.Of(Service<IReadDatabase>(), new EntryWaysContract.NoProgress(), default)).Errors.Select(error => $"{error}");

    /// <summary>The row of each open entry as its lines say it now, and as it is stored.</summary>
    public async Task<List<(EntryHead Expected, EntryHead Row)>> Rows()
    {
        var rows = new List<(EntryHead, EntryHead)>();
        var queries = Service<EntryQueries>();
        foreach (var kind in Kinds)
        {
            for (EntryPlace? place = null; ;)
            {
                var page = await queries.Page(new(kind.Code), new(null), place, 200, default);
                foreach (var row in page.Take(200))
                {
                    var entry = (await Service<IEntryStore>().Read(row.Id, default)).Fold()!;
                    rows.Add((EntryHead.Of(entry, kind, PlaceOf(entry.Authority)), row));
                }
                if (page.Count <= 200)
                    break;
                place = new(page[199].RegisteredAt, page[199].Id);
            }
        }
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Do(Known known)
    {
        var (entry, kind) = (known.Entry, KindOf(known.Entry));
        Passed(known); // a command that comes after a term has passed finds it missed
        if (chance.Next(6) == 0 && await ChangeTerm(entry, kind))
            return;
        var spread = await Service<IEntryStore>().SpreadFrom(entry.Id, default);
        var steps = kind.Transitions.Where(step =>
            step.From.Contains(entry.State) && (!step.By.Responsible || entry.Responsible is not null) && EntrySpreads.Outstanding(step, spread).IsEmpty).ToArray();
        if (steps.Length == 0)
            return;
        var step = steps[chance.Next(steps.Length)];
        if (step.Awaits is { Takes: not null })
        {
            foreach (var row in spread.Where(row => open.ContainsKey(row.Id))) // it takes them along, and finds their terms missed as well
                Passed(open[row.Id]);
        }
        var person = new EntryPerson($"officer-{chance.Next(9)}", "И. Орлова");
        var day = Today(entry.Authority);
        await Execute(
            entry,
            new TakeStep(
                step.Route, step.Asks.ToImmutableSortedDictionary(name => name, name => FieldSamples.Of(kind.Field(name)!), StringComparer.Ordinal), step.Paper ? new("17", day) : null,
                step.Reason ? "Так решено" : null, step.Assigns ? person : null, step.Spreads is null ? null : [new(entry.Authority), new(entry.Authority, person, day.AddDays(chance.Next(1, 60)))]),
            step.By);
    }

    private async Task<bool> ChangeTerm(Entry entry, RegisterKind kind)
    {
        foreach (var (code, ledger) in entry.Running)
        {
            var term = kind.Term(code)!;
            var counted = TermCounting.Explain(ledger, PlaceOf(entry.Authority));
            if (ledger.Rule.Recurs is not null || (!ledger.IsSuspended && counted.HasPassed(Now)))
                continue;
            if (term.Suspension is { } hold && (!hold.Responsible || entry.Responsible is not null) && chance.Next(2) == 0)
            {
                await Execute(entry, ledger.IsSuspended ? new ResumeTerm(code) : new SuspendTerm(code, "Ждём документы"), hold);
                return true;
            }
            if (!ledger.IsSuspended && ledger.Extensions < term.Extensions.Length && term.Extensions[ledger.Extensions] is { By.Responsible: false } extension)
            {
                await Execute(entry, new ExtendTerm(code, extension.AtMost, "Нужна экспертиза", extension.ApplicantTold ? Today(entry.Authority) : null), extension.By);
                return true;
            }
        }
        return false;
    }

    private async Task Execute(Entry entry, EntryCommand command, KindRight by)
    {
        var outcome = await Service<IEntries>().Execute(entry.Id, command, Holder(by, entry.Authority, entry.Responsible?.Subject, entry.Origin?.Authority), RequestConditions.None);
        Assert.False(outcome.IsRefused, $"{entry.Kind} {command}: {outcome.Refusal?.Detail} {string.Join("; ", outcome.Refusal?.Errors ?? [])}");
    }

    /// <summary>As it stands after a command.</summary>
    private async Task See(Guid id)
    {
        var entry = (await Service<IEntryStore>().Read(id, default)).Fold()!;
        order.TryAdd(id, order.Count);
        if (KindOf(entry).State(entry.State) is { End: true })
        {
            open.Remove(id);
            return;
        }
        var place = PlaceOf(entry.Authority);
        open[id] = new(
            entry, order[id], entry.Running.Select(term => (Term: term.Key, TermCounting.Explain(term.Value, place).DueAt)).Where(term => term.DueAt is not null)
                .Select(term => (term.Term, DueAt: term.DueAt!.Value.ToUniversalTime()))
                .Where(term => !Expected.Any(missed => missed.Entry == id && missed.Term == term.Term && missed.DueAt == term.DueAt)).ToDictionary(term => term.Term, term => term.DueAt));
        // Communicated after its term, it has missed it from the beginning. The watch, which a commit wakes, may have found that already, or finds it tomorrow.
        if (open[id].Due.Values.Any(due => due <= Now))
        {
            await Service<IGrainFactory>().Entry(id).LookAtTerms();
            Passed(open[id]);
        }
    }

    private void Passed(Known known)
    {
        foreach (var (term, due) in known.Due.Where(term => term.Value <= Now).ToArray())
        {
            Expected.Add((known.Entry.Id, term, due, Now));
            known.Due.Remove(term);
        }
    }

    private RegisterKind KindOf(Entry entry) => Service<IRegisterKinds>().Current.Edition(entry.Kind, entry.Edition)!;

    private TermPlace PlaceOf(AuthorityCode authority) => EntryPlaces.Of(Service<IReferenceData>().Current, authority);

    private DateOnly Today(AuthorityCode authority) => DateOnly.FromDateTime(PlaceOf(authority).Zones.Local(Now).DateTime);

    private T Service<T>() where T : notnull => Program.Services.GetRequiredService<T>();

    private static Actor Holder(KindRight right, AuthorityCode authority, string? responsible, AuthorityCode? giver) => new(
        responsible ?? "somebody", "Somebody",
        right.Of switch { KindScope.Own => authority, KindScope.Above or KindScope.Fcs => AuthorityCode.Fcs, KindScope.Giver => giver ?? AuthorityCode.Fcs }, null, [right.Held.First()]);

    private sealed record Known(Entry Entry, int Order, Dictionary<string, DateTimeOffset> Due);
}
