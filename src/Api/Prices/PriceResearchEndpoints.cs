using System.Globalization;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Api.Registers;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Prices;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Api.Prices;

/// <summary>Researches of prices: each is an entry of its register, and what it found is computed here and frozen by its hash.</summary>
internal sealed class PriceResearchEndpoints(
    PriceStore prices,
    WithdrawnPrices withdrawals,
    IEntries entries,
    IRegisterKinds kinds,
    EntryQueries queries,
    CommandBodies bodies,
    Reads reads,
    LocalTimes times,
    IOptions<PriceSettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public static readonly Problem NoSuchResearch = Problems.NotFound(new("There is no such price research.", "Такого ценового исследования нет."));

    private static readonly string tooMany = PriceStore.MostPrices.ToString("N0", CultureInfo.InvariantCulture);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<PriceResearchEndpoints>();
        routes.Map(HttpMethods.Post, "/price-researches", Admission.To(Operation.ResearchPrices, endpoints.Research)).Described(PriceDocuments.Research());
        routes.MapRead("/price-researches", endpoints.List).Described(PriceDocuments.Researches());
        routes.MapRead("/price-researches/{id}", endpoints.Get).Described(PriceDocuments.Get());
    }

    private async Task<IResult> Research(HttpContext context)
    {
        var actor = context.Actor();
        if (DryRun.Read(context.Request, out var isDry) is { } fault)
            return fault;
        if (!IdempotencyKey.TryRead(context.Request, out var key))
            return IdempotencyKey.Malformed;
        var (asked, problem) = await bodies.ReadPlain<AskForPrices>(context);
        if (asked is null)
            return problem!;
        if (PriceQuestions.Of(asked, out var errors) is not { } question)
            return Problems.BadInput(errors);

        var (samples, revision) = await prices.Samples(question, actor.Authority, context.RequestAborted);
        if (samples.Count > PriceStore.MostPrices)
            return Problems.BadInput("/commodityCode", new($"There are more than {tooMany} prices; ask for a longer code or fewer months.", $"Цен больше {tooMany}; уточните код или сократите период."));
        if (PriceStatistics.Of(samples, settings.Value.ThresholdPercent, revision) is not { } figures)
            return Problems.BadInput("/commodityCode", new("There are no prices for a kilogram of such goods in this time.", "За этот период цен за килограмм таких товаров нет."));
        if (isDry)
            return Answers.Ok(Tried(question, figures, actor), PriceResponseJson.Default.PriceResearchResponse);

        // What is asked makes the request; what was found is another by the time it is repeated.
        var command = new AddEntry(actor.Authority, ImmutableSortedDictionary<string, string>.Empty);
        var said = PriceResearches.Values(question);
        var request = EntryRequestKeys.Of(key, command with { Values = said }, PriceResearches.Register);
        var sha256 = await prices.Keep(figures, context.RequestAborted);
        var outcome = await entries.Register(PriceResearches.Register, command with { Computed = said.SetItems(PriceResearches.Computed(figures, sha256)) }, actor, request);
        if (outcome.IsRefused)
            return new RefusalAnswer(outcome.Refusal);

        var stored = await queries.Read(outcome.Value.Entry, CancellationToken.None);
        context.Response.Headers.Location = $"/api/v1/price-researches/{outcome.Value.Entry:D}";
        return new JsonAnswer<PriceResearchResponse>(
            outcome.Value.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created, await Answer(entries.View(stored, actor)!, CancellationToken.None),
            PriceResponseJson.Default.PriceResearchResponse);
    }

    private async Task<IResult> List(HttpContext context)
    {
        var actor = context.Actor();
        var query = new QueryParameters(context.Request.Query, "state", "authority", "limit", "cursor");
        var limit = Pages.Limit(query);
        var filter = new EntryFilter(PriceResearches.Register, query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse), query.Text("state"));
        var place = PlaceCursor.Read(query, $"{filter}");
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var reader = entries.Reader(kinds.Current.Last(PriceResearches.Register)!, actor);
        var rows = await queries.Page(filter, reader, place is var (at, id) ? new(DateTimeOffset.FromUnixTimeMilliseconds(at), id) : null, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var journals = (await queries.OpenJournals([.. shown.Select(row => row.Id)], context.RequestAborted)).ToDictionary(stored => stored.Lines[0].Subject);
        return Answers.Ok(
            new PriceResearchList(
                [.. shown.Select(row => journals.TryGetValue(row.Id, out var stored) && entries.View(stored, actor) is { } view ? Item(view) : null).OfType<PriceResearchItem>()],
                rows.Count > limit ? PlaceCursor.Write(shown[^1].RegisteredAt.ToUnixTimeMilliseconds(), shown[^1].Id, $"{filter}") : null),
            PriceResponseJson.Default.PriceResearchList);
    }

    private async Task<IResult> Get(HttpContext context)
    {
        if (!Guid.TryParseExact(context.Request.RouteValues["id"] as string ?? "", "D", out var id)
            || entries.View(await queries.Read(id, context.RequestAborted), context.Actor()) is not { Entry.Kind: PriceResearches.Register } view)
        {
            return NoSuchResearch;
        }
        await reads.NoteEntry(context, Operation.GetPriceResearch, $"{view.Entry.Kind} {view.Entry.Number}");
        return Answers.Ok(await Answer(view, context.RequestAborted), PriceResponseJson.Default.PriceResearchResponse);
    }

    private static PriceResearchResponse Tried(PriceQuestion question, PriceFigures figures, Actor actor) => new(
        null, false, null, actor.Authority, null, null, null, false, PriceQuestionResponse.Of(question), figures, question.Below(figures.Threshold), PriceSentences.Calculation(null, question, figures),
        null, null, null, null);

    private async Task<PriceResearchResponse> Answer(EntryView view, CancellationToken cancellation)
    {
        var (entry, question) = (view.Entry, PriceResearches.QuestionOf(view.Entry.Open));
        var figures = await prices.Figures(entry.Open[PriceResearches.Figures], cancellation);
        var withdrawn = await withdrawals.Of(entry, cancellation);
        var zone = times.ZoneOf(entry.Authority);
        var approval = view.History.LastOrDefault(line => line.State == PriceResearches.Approved);
        var whole = EntryAnswers.Of(view, times);
        return new(
            entry.Id, true, entry.Number, entry.Authority, entry.RegisteredAt.In(zone), entry.State, whole.StateName, PriceResearches.IsInForce(entry, Today), PriceQuestionResponse.Of(question), figures,
            question.Below(decimal.Parse(entry.Open[PriceResearches.Threshold], CultureInfo.InvariantCulture)), figures is null ? null : PriceSentences.Calculation(entry.Number, question, figures),
            approval?.By, approval?.At.In(zone), PriceResearches.LastDayOf(entry), whole.Steps)
        {
            WithdrawnLoads = withdrawn.IsEmpty ? null : withdrawn,
        };
    }

    private PriceResearchItem Item(EntryView view)
    {
        var entry = view.Entry;
        return new(
            entry.Id, entry.Number, entry.Authority, entry.RegisteredAt.In(times.ZoneOf(entry.Authority)), entry.State, EntryAnswers.StateName(view.Kind, entry.State),
            PriceResearches.IsInForce(entry, Today), PriceQuestionResponse.Of(PriceResearches.QuestionOf(entry.Open)),
            decimal.Parse(entry.Open[PriceResearches.Threshold], CultureInfo.InvariantCulture), PriceResearches.MedianOf(entry), long.Parse(entry.Open["prices"], CultureInfo.InvariantCulture),
            PriceResearches.LastDayOf(entry));
    }

    private DateOnly Today => MoscowDays.Of(clock.GetUtcNow());
}

/// <summary>What is said of a research in a sentence.</summary>
internal static class PriceSentences
{
    /// <param name="number">Of the research; null of one that is not registered.</param>
    public static Phrase Calculation(string? number, PriceQuestion question, PriceFigures found)
    {
        var (origin, country) = question.OriginCountry is { } of ? ($" from {of}", $", страна происхождения {of}") : ("", "");
        return new(
            $"{(number is null ? "Price research" : $"Price research {number}")} ({question.Basis.InWords().En}, {question.Direction.InWords().En}, code {question.CommodityCode}{origin}, "
            + $"{PriceText.Of(question.From)} to {PriceText.Of(question.To)}): {found.Count} prices, {En(found.WeightKg)} kg; US dollars a net kilogram, by weight: mean {En(found.Mean)}, median {En(found.Median)}, "
            + $"quartiles {En(found.LowerQuartile)} and {En(found.UpperQuartile)}, robust deviation {En(found.Deviation)}. {En(found.ThresholdPercent)} % of the weight costs at most {En(found.Threshold)}, "
            + $"which is the threshold. Revision of the data: {found.Revision}.",
            $"{(number is null ? "Ценовое исследование" : $"Ценовое исследование {number}")} ({question.Basis.InWords().Ru}, {question.Direction.InWords().Ru}, код {question.CommodityCode}{country}, "
            + $"с {question.From:MM.yyyy} по {question.To:MM.yyyy}): цен – {found.Count}, вес – {Ru(found.WeightKg)} кг; долл. США за кг нетто, с учётом веса: средняя {Ru(found.Mean)}, медиана {Ru(found.Median)}, "
            + $"квартили {Ru(found.LowerQuartile)} и {Ru(found.UpperQuartile)}, устойчивое отклонение {Ru(found.Deviation)}. Не дороже {Ru(found.Threshold)} стоит {Ru(found.ThresholdPercent)} % веса; "
            + $"это значение принято за порог. Редакция данных: {found.Revision}.");
    }

    private static string En(decimal number) => NumberText.InWords(number).En;

    private static string Ru(decimal number) => NumberText.InWords(number).Ru;
}
