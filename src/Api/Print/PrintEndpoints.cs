using System.Globalization;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Print;

/// <summary>Pages made for printing.</summary>
internal sealed class PrintEndpoints(DraftQueries drafts, DraftVisibility visibility, ProfileQueries profiles, Reads reads, IReferenceData reference, LocalTimes times,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public const string Html = "text/html";

    public static readonly Problem NothingOfThis = Problems.NotFound(new("The draft has nothing of this to print yet.", "По проекту этого для печати ещё нет."));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<PrintEndpoints>();
        routes.MapRead("/drafts/{id}/print", endpoints.Draft).Described(PrintDocuments.OfDraft());
        routes.MapRead("/profiles/{number}/print", endpoints.Profile).Described(PrintDocuments.OfProfile());
    }

    private async Task<IResult> Draft(HttpContext context)
    {
        if (!DraftId.TryParse(context.Request.RouteValues["id"] as string, out var id)
            || await drafts.Find(id, context.Actor(), context.RequestAborted) is not { } row)
            return DraftProblems.NoSuchDraft;

        if (visibility.RefuseContent(Operation.PrintDraft, context.Actor(), row) is { } refusal)
            return new RefusalAnswer(refusal);

        var query = new QueryParameters(context.Request.Query, "language", "part", "copy");
        var language = PrintLanguages.Read(query, context.Request);
        var part = query.Name<PrintPart>("part");
        var copy = ReadCopy(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var journal = new PrintedJournal();
        var draft = await drafts.Whole(row.Id, row.LastLine, journal.See, context.RequestAborted);
        var sheets = new Sheets(language, times.ZoneOf(row.Authority), reference.Current.Authorities, clock.GetUtcNow(), copy);
        var ofDraft = new DraftSheets(draft, journal, sheets);
        foreach (var each in part is { } only ? [only] : Enum.GetValues<PrintPart>())
            ofDraft.Write(each);
        if (sheets.IsEmpty)
            return NothingOfThis;

        await reads.Note(context, Operation.PrintDraft, row, part?.ToString());
        return Answer(context, language, sheets.Page(draft.Number?.ToString() ?? draft.Content.Title));
    }

    private async Task<IResult> Profile(HttpContext context)
    {
        if (!context.Request.TryReadNumber(out var number)
            || await profiles.Find(number, context.Actor(), context.RequestAborted) is not { } row)
            return ProfileEndpoints.NoSuchProfile;

        var query = new QueryParameters(context.Request.Query, "language", "part", "copy");
        var language = PrintLanguages.Read(query, context.Request);
        var part = query.Name<ProfilePrintPart>("part");
        var copy = ReadCopy(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var journal = new PrintedJournal();
        await profiles.EachLine(row.Id, row.LastLine, journal.See, context.RequestAborted);
        var sheets = new Sheets(language, MoscowDays.Zone, reference.Current.Authorities, clock.GetUtcNow(), copy);
        var ofProfile = new ProfileSheets(row, journal, sheets);
        if (part == ProfilePrintPart.Act)
            ofProfile.WriteAct();
        else
            ofProfile.Write();
        await reads.Note(context, Operation.PrintProfile, row);
        return Answer(context, language, sheets.Page(row.Number.ToString()));
    }

    private static int? ReadCopy(QueryParameters query) =>
        query.Value<int>("copy", new("a number from 1 to 9999", "число от 1 до 9999"), (text, out copy) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out copy) && copy is >= 1 and <= 9999);

    public static TextAnswer Answer(HttpContext context, Language language, string page)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "private, no-store";
        headers.Vary = EntityTags.Vary;
        headers.ContentLanguage = language.Code();
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        return new TextAnswer(page, Html);
    }
}
