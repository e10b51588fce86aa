using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Storage.Profiles;

/// <summary>
/// Which authorities have loaded the directory, authority by authority: of each the latest revision that concerns it, and what it last acknowledged.
/// For each that is a look at the ends of a few indexes, so the directory may be of any length.
/// </summary>
internal sealed class CoverageQueries(IReadDatabase database)
{
    /// <summary>Revisions that are counted as lacking; who lacks more is told no more than that.</summary>
    public const int MostBehind = 1000;

    private const string Known =
        """
        with recursive standing (authority, kind, above) as (
          select code, kind, code from authorities
          union all
          select s.authority, s.kind, a.parent from standing s join authorities a on a.code = s.above where a.parent is not null),
        concerned as (
          select authority, kind, max((select max(revision) from directory_scopes d where d.authority = s.above)) as latest
          from standing s where s.authority in (select authority from standing where above = @within) group by authority, kind),
        known as (
          select c.authority, c.kind, c.latest,
            (select max(a.revision) from directory_acknowledgements a where a.authority = c.authority) as loaded,
            (select max(a.at) from directory_acknowledgements a where a.authority = c.authority) as heard_at
          from concerned c where c.latest is not null)
        """;

    /// <summary>Of all authorities at or below one that a revision concerns.</summary>
    public async Task<CoverageSum> Sum(AuthorityCode within, CancellationToken cancellation)
    {
        const string sql =
            $"""
            {Known}
            select count(*) as Concerned, coalesce(sum(case when loaded >= latest then 1 else 0 end), 0) as Current,
              (select coalesce(max(last_serial), 0) from sequences where key = 'directory') as Revision
            from known
            """;
        await using var connection = await database.Open(cancellation);
        return await connection.QuerySingleAsync<CoverageSum>(new CommandDefinition(sql, new { within }, cancellationToken: cancellation));
    }

    /// <summary>In the order of their codes, behind one of them; one row more than <paramref name="limit"/> if there are more.</summary>
    /// <param name="behind">Only those that lack a revision.</param>
    public async Task<List<AuthorityCoverageRow>> Page(
        AuthorityCode within, AuthorityKind? kind, bool behind, AuthorityCode? after, int limit, CancellationToken cancellation)
    {
        var sql =
            $"""
            {Known}
            select k.authority as Authority, k.kind as Kind, k.latest as Latest, k.loaded as Loaded, k.heard_at as HeardAt,
              (select count(*) from (
                select distinct d.revision from standing s join directory_scopes d on d.authority = s.above
                where s.authority = k.authority and d.revision > coalesce(k.loaded, 0) limit @most) lacking) as Behind
            from known k
            where k.authority > @after {(kind is null ? "" : "and k.kind = @kind")} {(behind ? "and (k.loaded is null or k.loaded < k.latest)" : "")}
            order by k.authority limit @limit
            """;
        await using var connection = await database.Open(cancellation);
        return (await connection.QueryAsync<AuthorityCoverageRow>(new CommandDefinition(
            sql, new { within, kind = kind?.ToString(), after = after?.Value ?? "", limit = limit + 1, most = MostBehind }, cancellationToken: cancellation))).AsList();
    }
}

/// <summary>How many authorities the directory concerns, and how many of them have the latest revision that does.</summary>
internal sealed class CoverageSum
{
    public long Revision { get; init; }

    public long Concerned { get; init; }

    public long Current { get; init; }
}

internal sealed class AuthorityCoverageRow
{
    public AuthorityCode Authority { get; init; }

    public AuthorityKind Kind { get; init; }

    public long Latest { get; init; }

    public long? Loaded { get; init; }

    public DateTimeOffset? HeardAt { get; init; }

    public long Behind { get; init; }
}
