using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Storage.Authorities;

/// <summary>The register of authorities, which keeps no loads but what came of them; the same text for both databases.</summary>
internal sealed class AuthorityStore(IDatabase database) : ILoadStore<AuthorityLoad>
{
    private const string ReadRevision = "select revision from authority_register";

    private const string Count = "update authority_register set revision = revision + 1 where revision + 1 = @Revision";

    private const string ReadAll = """
        select r.revision, a.code, a.name, a.short_name as "ShortName", a.kind, a.parent, a.time_zone as "TimeZone"
        from authority_register r left join authorities a on true
        """;

    private const string Put = """
        insert into authorities (code, name, short_name, kind, parent, time_zone)
        values (@Code, @Name, @ShortName, @Kind, @Parent, @TimeZone)
        on conflict (code) do update set
          name = excluded.name, short_name = excluded.short_name, kind = excluded.kind, parent = excluded.parent, time_zone = excluded.time_zone
        """;

    public Task<long> Revision(CancellationToken cancellation) =>
        database.Query(connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(ReadRevision, cancellationToken: cancellation)), cancellation);

    /// <summary>Revision and rows come from one statement, so they belong together.</summary>
    public Task<ImmutableArray<AuthorityLoad>> LoadsAfter(long revision, CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var rows = (await connection.QueryAsync<Row>(new CommandDefinition(ReadAll, cancellationToken: cancellation))).AsList();
            return ImmutableArray.Create(new AuthorityLoad(rows[0].Revision, [.. rows.Where(row => row.Code is not null).Select(row => row.ToAuthority())]));
        },
        cancellation);

    public Task<bool> Write(AuthorityLoad load, CancellationToken cancellation) => database.Run(
        async (connection, cancellation) =>
        {
            if (await connection.ExecuteAsync(new CommandDefinition(Count, new { load.Revision }, cancellationToken: cancellation)) == 0)
                return false;

            await connection.ExecuteAsync(new CommandDefinition(Put, load.Authorities.Select(authority => new
            {
                authority.Code,
                authority.Name,
                authority.ShortName,
                Kind = authority.Kind.ToString(),
                authority.Parent,
                authority.TimeZone,
            }), cancellationToken: cancellation));
            return true;
        },
        cancellation);

    private sealed class Row
    {
        public long Revision { get; init; }
        public AuthorityCode? Code { get; init; }
        public string Name { get; init; } = "";
        public string ShortName { get; init; } = "";
        public AuthorityKind Kind { get; init; }
        public AuthorityCode? Parent { get; init; }
        public string TimeZone { get; init; } = "";

        public Authority ToAuthority() => new(Code!.Value, Name, ShortName, Kind, Parent, TimeZone);
    }
}
