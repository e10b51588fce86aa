using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Storage.Authorities;

/// <summary>A row of the register of authorities.</summary>
internal sealed class AuthorityRow
{
    public AuthorityCode Code { get; set; }

    public string Name { get; set; } = "";

    public string ShortName { get; set; } = "";

    public AuthorityKind Kind { get; set; }

    public AuthorityCode? Parent { get; set; }

    public string TimeZone { get; set; } = "";

    public string? NameRu { get; set; }

    public string? NameEn { get; set; }
}

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
        await using var connection = await database.Open(cancellation);
        return (await connection.QueryAsync<AuthorityRow>(new CommandDefinition(sql, new { only = only?.Value }, cancellationToken: cancellation))).AsList();
    }
}
