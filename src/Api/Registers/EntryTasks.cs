using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Api.Registers;

/// <summary>
/// The open entries that somebody is responsible for, and those that nobody is responsible for while somebody's roles can take them on. Who has left the circle of an entry sees it no more.
/// </summary>
internal sealed class EntryTasks(EntryQueries queries, IEntries entries, IRegisterKinds kinds, LocalTimes times)
{
    /// <summary>Those that somebody is responsible for: the first due first and those without a term last; one more than <paramref name="limit"/> if there are more.</summary>
    public Task<List<EntryHead>> Mine(Actor actor, EntryDuePlace? after, int limit, CancellationToken cancellation) => queries.Of(actor.Subject, after, limit, cancellation);

    /// <summary>All of them, likewise. Whose roles take no entries on costs one look into an index.</summary>
    public async Task<List<EntryHead>> Rows(Actor actor, EntryDuePlace? after, int limit, CancellationToken cancellation)
    {
        var mine = Mine(actor, after, limit, cancellation);
        if (entries.Awaited(actor) is not { IsEmpty: false } awaited)
            return await mine;
        var unassigned = await queries.Unassigned(actor.Authority, awaited, after, limit, cancellation);
        return [.. (await mine).Concat(unassigned).OrderBy(row => PlaceOf(row).Due).ThenBy(row => row.Id).Take(limit + 1)];
    }

    /// <summary>Null where it is no task of theirs any more.</summary>
    public EntryTask? Of(EntryHead row, Actor actor, UrgencyDays days) => KindOf(row, actor) is { } kind
        ? new(EntryAnswers.Item(row, kind, times.ZoneOf(row.Authority)), EntryAnswers.Text(kind.Title), days.Of(row.DueAt, row.Overdue))
        : null;

    /// <summary>How soon it is due; null where it is no task of theirs any more.</summary>
    public Urgency? UrgencyOf(EntryHead row, Actor actor, UrgencyDays days) => KindOf(row, actor) is null ? null : days.Of(row.DueAt, row.Overdue);

    /// <summary>The routes of the steps that they can take with it.</summary>
    public async Task<ImmutableArray<string>> Steps(EntryHead row, Actor actor, CancellationToken cancellation) =>
        entries.Steps(row, actor, entries.Spreads(row) ? await queries.SpreadFrom(row.Id, cancellation) : []);

    public static EntryDuePlace PlaceOf(EntryHead row) => new(row.DueAt?.ToUnixTimeMilliseconds() ?? EntryDuePlace.Never, row.Id);

    private RegisterKind? KindOf(EntryHead row, Actor actor) =>
        kinds.Current.Edition(row.Kind, row.Edition) is { } kind && entries.Reader(kind, actor).Has(row.Authority) ? kind : null;
}
