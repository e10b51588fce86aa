using System.Collections.Concurrent;
using System.Data.Common;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Storage.Declarations;

/// <summary>
/// What checks and results bring to the store of declarations, in the transaction that writes them. What one caller brings in a day is one load, which a node begins anew when it has started: a
/// load for each check would be as many loads as declarations.
/// </summary>
internal sealed class ControlLoads(DeclarationStore declarations, SegmentShelf shelf, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private const string Source = "checks";

    private readonly ConcurrentDictionary<Place, long> known = new();

    /// <summary>Loads of a transaction, which others may use when it has been committed.</summary>
    public sealed class Begun
    {
        internal Dictionary<Place, long> Loads { get; } = [];
    }

    internal readonly record struct Place(DateOnly Day, RecordKind Kind, string Subject, string Authority);

    /// <returns>Those whose declaration is not taken; nothing of them is stored.</returns>
    public async Task<HashSet<ControlAppend>> Take(DbConnection connection, ImmutableArray<ControlAppend> members, Begun begun)
    {
        var refused = new HashSet<ControlAppend>(ReferenceEqualityComparer.Instance);
        var bringing = members.Where(member => member.Brought is not null).ToList();
        if (bringing.Count == 0)
            return refused;

        var revision = await DeclarationStore.Lock(connection);
        foreach (var caller in bringing.Where(member => member.Brought!.Declaration is not null).GroupBy(member => PlaceOf(member, RecordKind.Declarations)))
        {
            var (batch, brought) = (new LoadBatch(await Load(connection, caller.Key, caller.First(), begun)), caller.ToList());
            for (var i = 0; i < brought.Count; i++)
                batch.Add(i, CanonicalDeclaration.Of(brought[i].Brought!.Declaration!) with { Outcomes = [] });
            foreach (var fault in (await declarations.Take(connection, batch, revision++)).Faults)
                refused.Add(brought[(int)fault.Line]);
        }
        foreach (var caller in bringing.Where(member => !member.Brought!.Outcomes.IsEmpty).GroupBy(member => PlaceOf(member, RecordKind.Outcomes)))
        {
            var batch = new LoadBatch(await Load(connection, caller.Key, caller.First(), begun));
            foreach (var member in caller)
                await AddOutcomes(connection, batch, member);
            await declarations.Take(connection, batch, revision++);
        }
        return refused;
    }

    /// <summary>The transaction was committed.</summary>
    public void Keep(Begun begun)
    {
        if (begun.Loads.Count == 0)
            return;
        var today = MoscowDays.Of(clock.GetUtcNow());
        foreach (var (place, load) in begun.Loads)
            known[place] = load;
        foreach (var place in known.Keys.Where(place => place.Day < today))
            known.TryRemove(place, out _);
    }

    private async Task<long> Load(DbConnection connection, Place place, ControlAppend first, Begun begun)
    {
        if (known.TryGetValue(place, out var load) || begun.Loads.TryGetValue(place, out load))
            return load;
        return begun.Loads[place] = await declarations.BeginDone(connection, new(place.Kind, FileFormat.JsonLines, null, $"{Source} {place.Day:yyyy-MM-dd}", first.Brought!.By));
    }

    private async Task AddOutcomes(DbConnection connection, LoadBatch batch, ControlAppend member)
    {
        if (!DeclarationNumber.TryParse(member.Head!.Number, out var number))
            throw new InvalidOperationException($"'{member.Head.Number}' is no number of a declaration.");
        foreach (var (item, outcome) in ControlOutcomes.ByItem(member.Brought!.Outcomes, await ItemsOf(connection, member.Head.Number)))
            batch.Outcomes.Add((0, OutcomeRow.Of(number, item, outcome, batch.Load)));
    }

    /// <summary>Of the latest version; none where its month is kept no longer.</summary>
    private async Task<IEnumerable<int>> ItemsOf(DbConnection connection, string number)
    {
        if (await connection.One<DeclarationRow?>($"{DeclarationRow.Mapping.Query} where d.number = @number and d.is_latest", new { number }, CancellationToken.None) is not { } row)
            return [];
        var line = row.Segment is { } segment ? await shelf.LineOf(segment, row.Number, row.Version, CancellationToken.None) : row.Line;
        return DeclarationJson.ReadCanonical(line).Items.Select(item => item.Number);
    }

    private Place PlaceOf(ControlAppend member, RecordKind kind) =>
        new(MoscowDays.Of(clock.GetUtcNow()), kind, member.Brought!.By.Subject, member.Brought.By.Authority.ToString());
}
