using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.RiskAreas;

namespace RmsOrleans.Api.RiskAreas;

/// <summary>The register of risk areas, and how far the authorities have come in them.</summary>
internal sealed class RiskAreaEndpoints(RiskAreaQueries queries, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public static readonly Problem NoSuchArea = Problems.NotFound(new Phrase("There is no such risk area.", "Такой области риска нет."));

    private static readonly Permission coverage = PermissionTable.Of(Operation.GetRiskCoverage);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<RiskAreaEndpoints>();
        routes.MapRead("/risk-areas", endpoints.List).Described(RiskAreaDocuments.List());
        routes.MapRead("/risk-areas/{code}", endpoints.Find).Described(RiskAreaDocuments.Find());
        routes.MapRead("/risk-areas/{code}/export", Admission.To(Operation.ExportRiskArea, endpoints.Export)).Described(RiskAreaDocuments.Export());
        routes.MapRead("/risk-coverage", endpoints.Cover).Described(RiskAreaDocuments.Cover());
    }

    private IResult List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "on");
        var on = query.Value<DateOnly>("on", new("a date such as 2026-12-01", "дата вида 2026-12-01"), DayText.TryRead);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var known = reference.Current.Classifiers;
        var shown = known.RiskAreas.Rows.Where(area => on is not { } day || area.HoldsOn(day));
        return Answers.Ok(new RiskAreaList(known.Revision, [.. shown.Select(RiskAreaItem.Of)]), RiskAreaResponseJson.Default.RiskAreaList);
    }

    private IResult Find(HttpContext context)
    {
        var known = reference.Current;
        return Named(context, known) is { } area
            ? Answers.Ok(
                new RiskAreaResponse(
                    RiskAreaItem.Of(area), OrNull(area.Description), OrNull(area.Decision),
                    [.. known.Classifiers.RiskAreaDuties.Rows.Where(duty => duty.Area == area.Code)
                        .Select(duty => new RiskDuty(duty.Authority, known.Authorities.NameOf(duty.Authority), duty.By))]),
                RiskAreaResponseJson.Default.RiskAreaResponse)
            : NoSuchArea;
    }

    private async Task<IResult> Export(HttpContext context)
    {
        if (Named(context, reference.Current) is not { } area)
            return NoSuchArea;

        var profiles = await queries.Profiles(context.Actor(), area.Code, context.RequestAborted);
        return Answers.Ok(
            new RiskAreaExport(
                area.Code, area.Title.Ru, area.Title.En, area.Type.Number, area.Type.Code, area.IsFiscal, OrNull(area.Description), OrNull(area.Decision), area.From, area.To,
                area.Review,
                [.. profiles.DistinctBy(each => each.Number)
                    .Select(each => new ExportedProfile(each.Number, each.Version, each.Kind, each.Territory, each.ValidFrom, each.ValidTo))]),
            RiskAreaResponseJson.Default.RiskAreaExport);
    }

    private async Task<IResult> Cover(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "area", "authority", "state");
        var area = query.Text("area");
        var authority = query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse);
        var state = query.Name<RiskCellState>("state");
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var (actor, known) = (context.Actor(), reference.Current);
        var duties = known.Classifiers.RiskAreaDuties.Rows
            .Where(duty => (area is null || duty.Area == area) && (authority is null || duty.Authority == authority) && Sees(actor, duty.Authority, known)).ToArray();
        if (duties.Length == 0)
            return Answer(known, []);

        var profiles = (await queries.Profiles(actor, area, context.RequestAborted)).ToLookup(each => (each.Area, each.Authority));
        var drafts = (await queries.Drafts(actor, area, context.RequestAborted)).ToLookup(each => each.Area);
        var today = MoscowDays.Of(clock.GetUtcNow());
        return Answer(known, duties.Select(Cell).Where(cell => state is null || cell.State == state));

        RiskCell Cell(RiskAreaDuty duty)
        {
            var numbers = known.Authorities.UpFrom(duty.Authority).SelectMany(above => profiles[(duty.Area, above)]).Select(each => each.Number).Distinct().ToImmutableArray();
            var considered = drafts[duty.Area].Where(each => AreOneLine(each.Authority, duty.Authority, known)).Sum(each => each.Count);
            var found = !numbers.IsEmpty ? RiskCellState.InForce
                : duty.By < today ? RiskCellState.Overdue
                : considered > 0 ? RiskCellState.UnderConsideration : RiskCellState.Nothing;
            return new(duty.Area, duty.Authority, known.Authorities.NameOf(duty.Authority), duty.By, found, found.InWords(), numbers, considered);
        }
    }

    private static IResult Answer(ReferenceSnapshot known, IEnumerable<RiskCell> cells) =>
        Answers.Ok(new RiskCoverageResponse(known.Classifiers.Revision, [.. cells]), RiskAreaResponseJson.Default.RiskCoverageResponse);

    /// <summary>Who knows of drafts of all authorities sees all; others their own authority and those below it.</summary>
    private static bool Sees(Actor actor, AuthorityCode authority, ReferenceSnapshot known)
    {
        var held = coverage.HeldBy(actor).ToArray();
        return held.Any(grant => grant.Scope is Scope.Fcs or Scope.Any) || (held.Length > 0 && known.Authorities.IsWithin(authority, actor.Authority));
    }

    private static bool AreOneLine(AuthorityCode one, AuthorityCode other, ReferenceSnapshot known) =>
        known.Authorities.IsWithin(one, other) || known.Authorities.IsWithin(other, one);

    private static RegisteredRiskArea? Named(HttpContext context, ReferenceSnapshot known) =>
        known.Classifiers.RiskAreas.Find((string)context.Request.RouteValues["code"]!);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
