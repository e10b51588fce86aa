using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Storage.Authorities;

/// <summary>A row of the register of authorities.</summary>
internal sealed record AuthorityRow(
    AuthorityCode Code, string Name, string ShortName, AuthorityKind Kind, AuthorityCode? Parent, string TimeZone, string? NameRu, string? NameEn);

internal sealed class AuthorityQueries(IReadDatabase database)
{
    /// <param name="only">One authority; all if null.</param>
    public async Task<List<AuthorityRow>> Find(AuthorityCode? only, CancellationToken cancellation)
    {
        var sql =
            $"""
            select code as Code, name as Name, short_name as ShortName, kind as Kind, parent as Parent, time_zone as TimeZone, name_ru as NameRu, name_en as NameEn
            from authorities {(only is null ? "" : "where code = @only")} order by code
            """;
        return await database.List<AuthorityRow>(sql, new { only = only?.Value }, cancellation);
    }
}
