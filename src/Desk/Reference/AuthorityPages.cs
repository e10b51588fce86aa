using RmsOrleans.Api.Authorities;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Desk.Reference;

/// <summary>The register of authorities with their units, and its loads.</summary>
internal static class AuthorityPages
{
    private const string Path = $"{ReferencePages.Path}/authorities";

    /// <summary>As the API takes it, with what may follow.</summary>
    private const string Header = "code,name,short_name,kind,parent,time_zone,name_ru,name_en,time_zone_from";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/reference/authorities", List);
        routes.Page("/reference/authorities/load", desk => Task.FromResult(Loading.Show(desk, Load(desk))));
        routes.Form("/reference/authorities/load", desk => Loading.Post(desk, Load(desk)));
        routes.Page("/reference/authorities/{code}", Show);
        routes.Page("/reference/authorities/{code}/units/load", async desk => Loading.Show(desk, await LoadUnits(desk)));
        routes.Form("/reference/authorities/{code}/units/load", async desk => await Loading.Post(desk, await LoadUnits(desk)));
    }

    private static async Task<IResult> List(DeskRequest desk)
    {
        var all = (await desk.Get("/authorities", DeskJson.Default.AuthorityList)).Items;
        var (text, kind) = (desk.Query("text")?.Trim(), desk.Query("kind"));
        var rows = text is null && kind is null
            ? Tree(all)
            : [.. all.Where(each => (kind is null || each.Kind.ToString() == kind) && (text is null || Says(each, text))).Select(each => (each, 0))];
        return desk.Page<AuthoritiesPage>(
            (nameof(AuthoritiesPage.Rows), rows), (nameof(AuthoritiesPage.Text), text), (nameof(AuthoritiesPage.Kind), kind), (nameof(AuthoritiesPage.All), all.Length),
            (nameof(AuthoritiesPage.Loaded), Loaded(desk)));
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var code = Uri.EscapeDataString(desk.Path("code"));
        var authority = await desk.Get($"/authorities/{code}", DeskJson.Default.AuthorityResponse);
        var all = (await desk.Get("/authorities", DeskJson.Default.AuthorityList)).Items;
        return desk.Page<AuthorityPage>(
            (nameof(AuthorityPage.Of), authority), (nameof(AuthorityPage.Units), await desk.Get($"/authorities/{code}/units", DeskJson.Default.UnitList)),
            (nameof(AuthorityPage.Parent), all.FirstOrDefault(each => each.Code == authority.Parent)),
            (nameof(AuthorityPage.Below), all.Where(each => each.Parent == authority.Code).ToImmutableArray()), (nameof(AuthorityPage.Loaded), Loaded(desk)));
    }

    private static Load Load(DeskRequest desk) => new(
        desk.In(new("Load authorities", "Загрузка таможенных органов")),
        desk.In(new(
            $"CSV in UTF-8 with the header {Header}; the last three columns may be left out. Authorities that are not named stay as they are.",
            $"CSV в кодировке UTF-8 с заголовком {Header}; последние три столбца необязательны. Не указанные органы остаются без изменений.")),
        $"{Header}\n", HttpMethods.Post, "/authorities/import", "text/csv", Path)
    {
        Needs = "importAuthorities",
        Preview = Preview,
        Done = answer => Query(answer.Read(DeskJson.Default.AuthorityImported)),
    };

    private static async Task<Load> LoadUnits(DeskRequest desk)
    {
        var code = Uri.EscapeDataString(desk.Path("code"));
        var authority = await desk.Get($"/authorities/{code}", DeskJson.Default.AuthorityResponse);
        return new(
            $"{desk.In(new("Load units", "Загрузка подразделений"))}: {(desk.Language == Language.Ru ? authority.NameRu : authority.NameEn)}",
            desk.In(new(
                $"CSV in UTF-8 with the header {UnitImportRules.Header}. Units that are not named stay as they are.",
                $"CSV в кодировке UTF-8 с заголовком {UnitImportRules.Header}. Не указанные подразделения остаются без изменений.")),
            $"{UnitImportRules.Header}\n", HttpMethods.Post, $"/authorities/{code}/units/import", "text/csv", $"{Path}/{code}")
        {
            Needs = "importUnits",
            Preview = Preview,
            Done = answer => Query(answer.Read(DeskJson.Default.AuthorityImported)),
        };
    }

    private static LoadPreview Preview(ApiAnswer answer) => new(Authorities: answer.Read(DeskJson.Default.AuthorityImported));

    private static string Query(AuthorityImported done) => $"added={done.Added}&changed={done.Changed}&unchanged={done.Unchanged}";

    /// <summary>What a load has done a moment ago.</summary>
    private static string? Loaded(DeskRequest desk) => desk.Number("added") is { } added && desk.Number("changed") is { } changed && desk.Number("unchanged") is { } unchanged
        ? desk.In(new($"Loaded: {added} added, {changed} changed, {unchanged} as they were.", $"Загружено. Добавлено: {added}, изменено: {changed}, без изменений: {unchanged}."))
        : null;

    private static bool Says(AuthorityResponse authority, string text) =>
        authority.Code.ToString().StartsWith(text, StringComparison.Ordinal)
        || new[] { authority.NameRu, authority.NameEn, authority.Name, authority.ShortName }.Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Each below the one that it belongs to, with how deep it stands.</summary>
    private static ImmutableArray<(AuthorityResponse Authority, int Depth)> Tree(ImmutableArray<AuthorityResponse> all)
    {
        var known = all.Select(each => each.Code).ToHashSet();
        var byParent = all.ToLookup(each => each.Parent is { } parent && known.Contains(parent) ? parent : (AuthorityCode?)null);
        return [.. Below(null, 0)];

        IEnumerable<(AuthorityResponse, int)> Below(AuthorityCode? parent, int depth) =>
            byParent[parent].SelectMany(each => Below(each.Code, depth + 1).Prepend((each, depth)));
    }
}
