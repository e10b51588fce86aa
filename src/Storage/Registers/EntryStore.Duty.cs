using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Storage.Registers;

/// <summary>Entries with their journals, as lists that are written down ask for them. Of closed circles nothing is given.</summary>
internal sealed partial class EntryStore
{
    private const string OpenSingle = "e.kind = @Kind and e.authority = @Authority and not e.ended";

    /// <summary>In the words of the index read_log_of_entry. Parts of entries are noted as register and number.</summary>
    private const string NotOpened = """
        not exists (select 1 from read_log r where r.what in ('getEntry', 'getEntryJournal', 'printEntry') and r.part = e.kind || ' ' || e.number
        and r.authority = @reader and r.at >= e.changed_at)
        """;

    public Task<string?> Open(SingleEntry single, CancellationToken cancellation) => database.Query(
        async connection => (await connection.List<string>($"select e.number from entries e where {OpenSingle}", single, cancellation)).FirstOrDefault(), cancellation);

    public Task<ImmutableArray<WholeEntry>> OpenOf(AuthorityCode authority, ImmutableArray<string> registers, string own, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { authority });
        return Journals($"e.authority = @authority and not e.ended and e.due_at is not null{Of(registers, own, parameters)}", parameters, cancellation);
    }

    public async Task<ImmutableArray<WholeEntry>> UnreadBy(
        AuthorityCode reader, ImmutableArray<AuthorityCode> below, ImmutableArray<string> registers, string own, DateTimeOffset since, CancellationToken cancellation)
    {
        if (below.IsEmpty)
            return [];
        var parameters = new DynamicParameters(new { reader, since });
        var within = parameters.OneByOne("below", below);
        return await Journals($"e.authority in ({within}) and (not e.ended or e.changed_at >= @since){Of(registers, own, parameters)} and {NotOpened}", parameters, cancellation);
    }

    public async Task<ImmutableArray<WholeEntry>> Between(
        ImmutableArray<string> registers, DateTimeOffset from, DateTimeOffset until, ImmutableArray<AuthorityCode>? authorities, CancellationToken cancellation)
    {
        if (authorities is { IsEmpty: true })
            return [];
        var parameters = new DynamicParameters(new { from, until });
        var condition = $"e.registered_at < @until and (not e.ended or e.changed_at >= @from){Of(registers, "", parameters)}";
        if (authorities is { } some)
            condition += $" and e.authority in ({parameters.OneByOne("within", some)})";
        return await Journals(condition, parameters, cancellation);
    }

    public Task<WholeEntry?> Newest(string register, AuthorityCode authority, CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var ids = await connection.List<Guid>(
                "select id from entries where kind = @register and authority = @authority order by registered_at desc, id desc limit 1", new { register, authority }, cancellation);
            return ids is [var id] ? new WholeEntry(await connection.List<JournalLine>(lines, new { entry = id }, cancellation), []) : null;
        },
        cancellation);

    public Task<DateTimeOffset?> First(ImmutableArray<string> registers, CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var parameters = new DynamicParameters();
            return (await connection.List<FirstTime>($"select min(e.registered_at) as At from entries e where not e.closed{Of(registers, "", parameters)}", parameters, cancellation)).Single().At;
        },
        cancellation);

    private Task<ImmutableArray<WholeEntry>> Journals(string condition, DynamicParameters parameters, CancellationToken cancellation) =>
        database.Query(connection => EntryTables.OpenJournals(connection, condition, parameters, cancellation), cancellation);

    private static string Of(ImmutableArray<string> registers, string own, DynamicParameters parameters)
    {
        if (!registers.IsEmpty)
            return $" and e.kind in ({parameters.OneByOne("register", registers)})";
        parameters.Add("own", own);
        return " and e.kind <> @own";
    }

    private sealed class FirstTime
    {
        public DateTimeOffset? At { get; init; }
    }
}
