using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Samples;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// Entries of all shipped registers in turn, decided by the rules and numbered and written by the store, many at a time. Nineteen of twenty have ended; for the others there are more officials
/// the more there are, each of whom is responsible for twenty.
/// </summary>
internal sealed class EntryStock(Office office)
{
    private const int Batch = 500;
    private const int OneOpenOf = 20;
    private const int OfAnOfficial = 20;

    // What the program fills in, and what there is one of at a time, does not come in such numbers.
    private static readonly RegisterKind[] kinds = [.. RegisterKinds.Shipped.All.Where(kind => !kind.Single && kind.Fields.All(field => field.Given is null))];

    private int made;

    /// <summary>So many entries are as many of each register. Stores of as many rounds are alike at their newest ends.</summary>
    public static int Round => Batch * kinds.Length;

    public static string SubjectOf(int official) => $"officer-{official}";

    public async Task Register(SetBackStore store, int count)
    {
        var (decisions, entries, numbers) = (store.Service<EntryDecisions>(), store.Service<IEntryStore>(), store.Service<EntryNumbering>());
        store.SetTo(DateTimeOffset.UtcNow);
        foreach (var some in Enumerable.Range(made, count).Chunk(Batch))
        {
            var kind = kinds[some[0] / Batch % kinds.Length];
            var decided = new List<DecidedEntry>();
            foreach (var i in some)
                decided.Add(await Decide(decisions, kind, i));
            var answers = await entries.Register(
                decided[0].Sequence!.Value, () => [.. decided.Select(each => each.Registration!)], (sequence, members, at) => Ended(numbers.Number(sequence, members, at), kind), CancellationToken.None);
            if (answers.Any(answer => answer.End != RegistrationEnd.Registered))
                throw new Blocks.BenchmarkFailedException($"Entries of {kind.Code} were not registered.");
        }
        made += count;
    }

    private async Task<DecidedEntry> Decide(EntryDecisions decisions, RegisterKind kind, int i)
    {
        var authority = new AuthorityCode(office.Code);
        var command = new AddEntry(
            authority, kind.Fields.Where(field => field.Required || field.RequiredWhen is not null).ToImmutableSortedDictionary(field => field.Name, field => Sample(field, i), StringComparer.Ordinal),
            SignedOn: kind.Registration.Signed ? DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-1)) : null);
        var registrar = new Actor("stock", "Stock", kind.Registration.By.Of == KindScope.Own ? authority : AuthorityCode.Fcs, null, [.. kind.Registration.By.Held]);
        var decided = await decisions.Register(new Guid(i, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]), kind.Code, command, registrar, RequestConditions.None);
        if (decided.Registration is not { } registration)
            throw new Blocks.BenchmarkFailedException($"{kind.Code}: {decided.Refusal?.Detail.En} {string.Join("; ", decided.Refusal?.Errors.Select(error => $"{error.Pointer} {error.Message.En}") ?? [])}");

        var (table, isOpen) = (StoredEntryEvents.Table, i % OneOpenOf == 0);
        var registered = (EntryRegistered)table.Read(table.NameOf<EntryRegistered>(), registration.Registered);
        registered = isOpen
            ? registered with { Responsible = new(SubjectOf(i / OneOpenOf / OfAnOfficial), "Officer") }
            : registered with { State = kind.States.First(state => state.End).Code, Terms = [] };
        return decided with { Registration = registration with { Registered = table.Pending(registered).Payload, Event = registered } };
    }

    /// <summary>Numbering takes every entry for one that has just begun.</summary>
    private static NumberedEntries Ended(NumberedEntries numbered, RegisterKind kind) => numbered with
    {
        Entries =
        [
            .. numbered.Entries.Select(entry => kind.States.First(state => state.Code == entry.Append.Head.State).End
                ? entry with { Append = entry.Append with { Head = entry.Append.Head with { Ended = true } } }
                : entry),
        ],
    };

    private static string Sample(KindField field, int i) => field.Type == FieldType.Text ? $"Текст записи n{i}" : FieldSamples.Of(field);
}
