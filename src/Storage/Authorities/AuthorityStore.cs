using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Storage.Authorities;

/// <summary>The register of authorities, which keeps no loads but what came of them; the same text for both databases.</summary>
internal sealed class AuthorityStore(IDatabase database) : ILoadStore<AuthorityLoad>
{
    private const string ReadRevision = "select revision from authority_register";

    private const string Count = "update authority_register set revision = revision + 1 where revision + 1 = @Revision";

    private const string ReadAll = """
        select r.revision, a.code, a.name, a.short_name as "ShortName", a.kind, a.parent, a.time_zone as "TimeZone", a.name_ru as "NameRu", a.name_en as "NameEn"
        from authority_register r left join authorities a on true
        """;

    private const string Put = """
        insert into authorities (code, name, short_name, kind, parent, time_zone, name_ru, name_en)
        values (@Code, @Name, @ShortName, @Kind, @Parent, @TimeZone, @NameRu, @NameEn)
        on conflict (code) do update set
          name = excluded.name, short_name = excluded.short_name, kind = excluded.kind, parent = excluded.parent, time_zone = excluded.time_zone,
          name_ru = excluded.name_ru, name_en = excluded.name_en
        """;

    private const string ReadUnits = """
        select r.revision, u.authority, u.code, u.name_ru as "NameRu", u.name_en as "NameEn", u.field, u.coordination, u.valid_from as "From", u.valid_to as "To"
        from authority_register r left join units u on true
        """;

    private const string PutUnit = """
        insert into units (authority, code, name_ru, name_en, field, coordination, valid_from, valid_to)
        values (@Authority, @Code, @NameRu, @NameEn, @Field, @Coordination, @From, @To)
        on conflict (authority, code) do update set
          name_ru = excluded.name_ru, name_en = excluded.name_en, field = excluded.field, coordination = excluded.coordination,
          valid_from = excluded.valid_from, valid_to = excluded.valid_to
        """;

    private const string ReadZones = """
        select r.revision, z.authority, z.changes_at as "From", z.time_zone as "TimeZone"
        from authority_register r left join authority_time_zones z on true order by z.authority, z.changes_at
        """;

    private const string PutZone = """
        insert into authority_time_zones (authority, changes_at, time_zone) values (@Authority, @From, @TimeZone) on conflict (authority, changes_at) do nothing
        """;

    public Task<long> Revision(CancellationToken cancellation) =>
        database.Query(connection => connection.One<long>(ReadRevision, null, cancellation), cancellation);

    /// <summary>Revision and rows come from one statement, so they belong together; all statements are of one revision, or they are asked again.</summary>
    public Task<ImmutableArray<AuthorityLoad>> LoadsAfter(long revision, CancellationToken cancellation) => database.Query(
        async connection =>
        {
            while (true)
            {
                var rows = await connection.List<Row>(ReadAll, null, cancellation);
                var units = await connection.List<UnitRow>(ReadUnits, null, cancellation);
                var zones = await connection.List<ZoneRow>(ReadZones, null, cancellation);
                if (rows[0].Revision == units[0].Revision && rows[0].Revision == zones[0].Revision)
                {
                    var changes = zones.Where(row => row.Authority is not null).ToLookup(row => row.Authority!.Value, row => new ZoneChange(row.From!.Value, row.TimeZone));
                    return ImmutableArray.Create(new AuthorityLoad(
                        rows[0].Revision,
                        [.. rows.Where(row => row.Code is not null).Select(row => row.ToAuthority(changes))],
                        [.. units.Where(row => row.Code is not null).Select(row => row.ToUnit())]));
                }
            }
        },
        cancellation);

    public Task<bool> Write(AuthorityLoad load, CancellationToken cancellation) => database.Run(
        async (connection, cancellation) =>
        {
            if (await connection.Execute(Count, new { load.Revision }, cancellation) == 0)
                return false;

            await connection.Execute(Put, load.Authorities.Select(authority => new
            {
                authority.Code,
                authority.Name,
                authority.ShortName,
                Kind = authority.Kind.ToString(),
                authority.Parent,
                authority.TimeZone,
                authority.NameRu,
                authority.NameEn,
            }), cancellation);
            await connection.Execute(PutZone, load.Authorities.SelectMany(authority => authority.ZoneChanges.Select(change => new
            {
                Authority = authority.Code,
                change.From,
                change.TimeZone,
            })), cancellation);
            await connection.Execute(PutUnit, load.Units.Select(unit => new
            {
                unit.Authority,
                unit.Code,
                unit.NameRu,
                unit.NameEn,
                unit.Field,
                Coordination = unit.IsCoordination ? 1 : 0,
                unit.From,
                unit.To,
            }), cancellation);
            return true;
        },
        cancellation);

    private sealed record ZoneRow(long Revision, AuthorityCode? Authority, DateTimeOffset? From, string TimeZone);

    private sealed record UnitRow(
        long Revision, AuthorityCode? Authority, string? Code, string NameRu, string NameEn, string Field, bool Coordination, DateOnly From, DateOnly? To)
    {
        public StructuralUnit ToUnit() => new(Authority!.Value, Code!, NameRu, NameEn, Field, Coordination, From, To);
    }

    private sealed record Row(
        long Revision, AuthorityCode? Code, string Name, string ShortName, AuthorityKind Kind, AuthorityCode? Parent, string TimeZone, string? NameRu, string? NameEn)
    {
        public Authority ToAuthority(ILookup<AuthorityCode, ZoneChange> changes) => new(Code!.Value, Name, ShortName, Kind, Parent, TimeZone)
        {
            NameRu = NameRu,
            NameEn = NameEn,
            ZoneChanges = [.. changes[Code.Value]],
        };
    }
}
