using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Storage.Profiles;

/// <summary>The directory as authorities read it. <c>up</c> is an authority with those above it: four at the most.</summary>
internal sealed class DirectoryQueries(IReadDatabase database)
{
    private const int SnapshotPage = 200;

    /// <summary>The latest revision that concerns an authority, 0 if there is none: one look at the end of an index for each of the four.</summary>
    public async Task<long> Tip(ImmutableArray<AuthorityCode> up, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        for (var i = 0; i < up.Length; i++)
            parameters.Add($"up{i}", up[i].Value);
        var ends = up.Select((_, i) => $"select max(revision) as revision from directory_scopes where authority = @up{i}");
        return await database.One<long>($"select coalesce(max(revision), 0) from ({string.Join(" union all ", ends)}) ends", parameters, cancellation);
    }

    /// <summary>Changes behind <paramref name="since"/>, up to and with <paramref name="upTo"/>.</summary>
    /// <param name="newestFirst">Else in the order of their revisions.</param>
    public async Task<BoundedRows<ChangeRow>> Changes(ImmutableArray<AuthorityCode> up, long since, long upTo, bool newestFirst, int limit, CancellationToken cancellation)
    {
        var order = newestFirst ? "desc" : "asc";
        var parameters = new DynamicParameters(new { since, upTo, most = limit + 1 });
        var sql =
            $"""
            select e.revision as Revision, e.at as At, e.change as Change, p.number as Number, e.version as Version, e.status as Status,
              e.valid_from as ValidFrom, e.valid_to as ValidTo, s.applies as Applies, p.kind as Kind, l.payload as Payload
            from (
              select revision, max(case when applies then 1 else 0 end) as applies from directory_scopes
              where authority in ({ProfileVisibility.Listed("up", up, parameters)}) and revision > @since and revision <= @upTo
              group by revision order by revision {order} limit @most) s
            join directory_entries e on e.revision = s.revision
            join profiles p on p.id = e.profile
            left join journal_lines l on l.subject = e.profile and l.line = e.line and e.change in ('ProfileRegistered', 'ProfileUpdated')
            order by e.revision {order}
            """;
        await using var connection = await database.Open(cancellation);
        return await connection.ReadBounded<ChangeRow>(sql, parameters, limit, Size, cancellation);
    }

    /// <summary>Profiles behind a serial, in its order. Each page is as the directory stands then: what moves on meanwhile has a later revision.</summary>
    public async Task<BoundedRows<ChangeRow>> Snapshot(ImmutableArray<AuthorityCode> up, long after, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { after, most = SnapshotPage + 1 });
        var sql =
            $"""
            select p.number as Number, p.version as Version, p.status as Status, p.valid_from as ValidFrom, p.valid_to as ValidTo, p.kind as Kind,
              l.payload as Payload
            from profiles p join journal_lines l on l.subject = p.id and l.line = p.content_line
            where p.serial > @after and p.status in ('Registered', 'InForce') and exists (
              select 1 from directory_scopes s
              where s.revision = p.revision and s.applies and s.authority in ({ProfileVisibility.Listed("up", up, parameters)}))
            order by p.serial limit @most
            """;
        await using var connection = await database.Open(cancellation);
        return await connection.ReadBounded<ChangeRow>(sql, parameters, SnapshotPage, Size, cancellation);
    }

    /// <summary>
    /// Newest first: each revision with its counts, once for each authority that has not loaded it, or once without one. Only authorities at or
    /// below <paramref name="within"/> count.
    /// </summary>
    public async Task<List<CoverageRow>> Coverage(AuthorityCode within, long before, int limit, CancellationToken cancellation)
    {
        const string sql =
            """
            with recursive standing (authority, above) as (
              select code, code from authorities
              union all
              select s.authority, a.parent from standing s join authorities a on a.code = s.above where a.parent is not null),
            shown as (select * from directory_entries where revision < @before order by revision desc limit @limit),
            concerned as (
              select distinct e.revision, s.authority
              from shown e join directory_scopes d on d.revision = e.revision join standing s on s.above = d.authority
              where s.authority in (select authority from standing where above = @within)),
            heard as (select authority, max(revision) as loaded, max(at) as heard_at from directory_acknowledgements group by authority),
            known as (select c.revision, c.authority, h.loaded, h.heard_at from concerned c left join heard h on h.authority = c.authority),
            counted as (
              select revision, count(*) as concerned, sum(case when loaded >= revision then 1 else 0 end) as loaded from known group by revision)
            select e.revision as Revision, e.at as At, e.change as Change, p.number as Number, n.concerned as Concerned, n.loaded as LoadedBy,
              k.authority as Authority, k.loaded as Loaded, k.heard_at as HeardAt
            from shown e
            join profiles p on p.id = e.profile
            join counted n on n.revision = e.revision
            left join known k on k.revision = e.revision and (k.loaded is null or k.loaded < e.revision)
            order by e.revision desc, k.authority
            """;
        return await database.List<CoverageRow>(sql, new { before, limit, within }, cancellation);
    }

    /// <summary>
    /// For each kind of authority, how many have loaded the latest revision that concerns them: for each authority a look at the ends of a few
    /// indexes, so the directory may be of any length.
    /// </summary>
    public async Task<List<KindCoverageRow>> CoverageByKind(CancellationToken cancellation)
    {
        const string sql =
            """
            with recursive standing (authority, kind, above) as (
              select code, kind, code from authorities
              union all
              select s.authority, s.kind, a.parent from standing s join authorities a on a.code = s.above where a.parent is not null),
            concerned as (
              select authority, kind, max((select max(revision) from directory_scopes d where d.authority = s.above)) as latest
              from standing s group by authority, kind)
            select kind as Kind, count(*) as Concerned,
              sum(case when latest <= (select max(revision) from directory_acknowledgements a where a.authority = c.authority) then 1 else 0 end) as Current
            from concerned c where latest is not null
            group by kind order by kind
            """;
        return await database.List<KindCoverageRow>(sql, null, cancellation);
    }

    /// <summary>All entries of these profiles, a row for each authority that an entry concerns.</summary>
    public async Task<IReadOnlyList<EntryRow>> Entries(IEnumerable<Guid> profiles, CancellationToken cancellation)
    {
        ImmutableArray<Guid> ids = [.. profiles.Distinct()];
        if (ids.IsEmpty)
            return [];

        var parameters = new DynamicParameters();
        var sql =
            $"""
            select e.profile as Profile, e.line as Line, e.revision as Revision, e.at as At, e.change as Change, p.number as Number, e.version as Version,
              e.status as Status, e.valid_from as ValidFrom, e.valid_to as ValidTo, s.authority as Scope, case when s.applies then 1 else 0 end as Applies
            from directory_entries e join profiles p on p.id = e.profile left join directory_scopes s on s.revision = e.revision
            where e.profile in ({parameters.OneByOne("profile", ids)})
            """;
        return await database.List<EntryRow>(sql, parameters, cancellation);
    }

    private static int Size(ChangeRow row) => row.Payload?.Length ?? 0;
}

/// <summary>How many authorities of a kind some revision concerns, and how many of them have loaded the latest one.</summary>
internal sealed record KindCoverageRow(string Kind, long Concerned, long Current);

/// <summary>A change, or a profile of a snapshot, with the line that bears its content.</summary>
internal sealed record ChangeRow(
    long Revision, DateTimeOffset At, string Change, RegistrationNumber Number, int Version, ProfileStatus Status, string ValidFrom, string ValidTo, bool Applies,
    ProfileKind Kind, byte[]? Payload);

/// <summary>An entry of the directory and one authority that it concerns.</summary>
internal sealed record EntryRow(
    Guid Profile, int Line, long Revision, DateTimeOffset At, string Change, RegistrationNumber Number, int Version, ProfileStatus Status, string ValidFrom,
    string ValidTo, AuthorityCode? Scope, bool Applies);

/// <summary>A revision with its counts, and one authority that has not loaded it.</summary>
internal sealed record CoverageRow(
    long Revision, DateTimeOffset At, string Change, RegistrationNumber Number, int Concerned, int LoadedBy, AuthorityCode? Authority, long? Loaded,
    DateTimeOffset? HeardAt);
