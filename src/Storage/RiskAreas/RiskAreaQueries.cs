using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Storage.RiskAreas;

/// <summary>What there is against the risks of an area, as far as the caller may know of it.</summary>
internal sealed class RiskAreaQueries(IReadDatabase database, DraftVisibility drafts, ProfileVisibility profiles)
{
    private static readonly string considered = string.Join(
        ", ", Enum.GetValues<DraftStatus>().Where(status => status.IsOpen() && status != DraftStatus.Drafting).Select(status => $"'{status}'"));

    /// <summary>Profiles in force, once for each authority that they are for; each of those includes all below it.</summary>
    /// <param name="area">Only of this area; null for all.</param>
    public Task<List<AreaProfile>> Profiles(Actor actor, string? area, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { area });
        return database.List<AreaProfile>(
            $"""
            select p.area as Area, p.number as Number, p.version as Version, p.kind as Kind, p.territory as Territory, p.valid_from as ValidFrom, p.valid_to as ValidTo, s.authority as Authority
            from profiles p join directory_scopes s on s.revision = p.revision and s.applies
            where p.status = 'InForce' and {Of(area, "p")} and {profiles.Where(actor, parameters)}
            order by p.serial, s.authority
            """,
            parameters, cancellation);
    }

    /// <summary>How many registered drafts are under consideration, by area and authority.</summary>
    /// <param name="area">Only of this area; null for all.</param>
    public Task<List<AreaDrafts>> Drafts(Actor actor, string? area, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { area });
        return database.List<AreaDrafts>(
            $"""
            select d.area as Area, d.authority as Authority, count(*) as Count from drafts d
            where {Of(area, "d")} and d.number is not null and d.status in ({considered}) and {drafts.Where(actor, parameters)}
            group by d.area, d.authority
            """,
            parameters, cancellation);
    }

    /// <summary>The first is what the indexes are about.</summary>
    private static string Of(string? area, string table) => $"{table}.area is not null{(area is null ? "" : $" and {table}.area = @area")}";
}

/// <summary>A profile in force and an authority that it is for.</summary>
internal sealed class AreaProfile
{
    public string Area { get; init; } = "";

    public RegistrationNumber Number { get; init; }

    public int Version { get; init; }

    public string Kind { get; init; } = "";

    public string Territory { get; init; } = "";

    public DateOnly ValidFrom { get; init; }

    public DateOnly ValidTo { get; init; }

    public AuthorityCode Authority { get; init; }
}

/// <summary>Drafts of one authority in one area.</summary>
internal sealed class AreaDrafts
{
    public string Area { get; init; } = "";

    public AuthorityCode Authority { get; init; }

    public long Count { get; init; }
}
