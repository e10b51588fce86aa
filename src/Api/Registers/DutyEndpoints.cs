using System.Globalization;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Registers.Duty;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Api.Registers;

/// <summary>The duty service: its board of today, and its daily summaries, which are entries of a register. Shifts are entries too, and have the routes of entries.</summary>
internal sealed class DutyEndpoints(
    IDuty duty, IEntries entries, IRegisterKinds kinds, EntryQueries queries, Reads reads, IReferenceData reference, LocalTimes times, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public static readonly Problem NoSuchSummary = Problems.NotFound(new("There is no such summary.", "Такой сводки нет."));

    private const string Summaries = "duty-summaries";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<DutyEndpoints>();
        routes.MapRead("/duty/board", endpoints.Board).Described(DutyDocuments.Board());
        routes.MapRead("/duty/summaries", endpoints.List).Described(DutyDocuments.List());
        routes.MapRead("/duty/summaries/{day}", endpoints.Get).Described(DutyDocuments.Get());
    }

    private async Task<IResult> Board(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "active");
        var active = query.Value<bool>("active", QueryParameters.TrueOrFalse, QueryParameters.ReadBool) ?? false;
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var board = await duty.Board(context.Actor(), context.RequestAborted);
        return Answers.Ok(
            new DutyBoardResponse(
                clock.GetUtcNow().In(times.ZoneOf(context.Actor().Authority)), [.. board.Where(place => !active || place.Shift is not null || place.Open > 0 || !place.Today.IsEmpty).Select(Place)]),
            DutyResponseJson.Default.DutyBoardResponse);
    }

    private async Task<IResult> List(HttpContext context)
    {
        var actor = context.Actor();
        var query = new QueryParameters(context.Request.Query, "authority", "limit", "cursor");
        var limit = Pages.Limit(query);
        var filter = new EntryFilter(DutyRegisters.Summary, query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse));
        var cursor = $"{Summaries} {filter.Authority}";
        var place = PlaceCursor.Read(query, cursor);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);
        if (kinds.Current.Last(DutyRegisters.Summary) is not { } kind)
            return Answers.Ok(new DutySummaryList([], null), DutyResponseJson.Default.DutySummaryList);

        var rows = await queries.Page(filter, entries.Reader(kind, actor), place is var (at, id) ? new(DateTimeOffset.FromUnixTimeMilliseconds(at), id) : null, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var journals = (await queries.OpenJournals([.. shown.Select(row => row.Id)], context.RequestAborted)).ToDictionary(stored => stored.Lines[0].Subject);
        return Answers.Ok(
            new DutySummaryList(
                [.. shown.Select(row => journals.TryGetValue(row.Id, out var stored) && entries.View(stored, actor) is { } view ? Item(view) : null).OfType<DutySummaryItem>()],
                rows.Count > limit ? PlaceCursor.Write(shown[^1].RegisteredAt.ToUnixTimeMilliseconds(), shown[^1].Id, cursor) : null),
            DutyResponseJson.Default.DutySummaryList);
    }

    private async Task<IResult> Get(HttpContext context)
    {
        var actor = context.Actor();
        var query = new QueryParameters(context.Request.Query, "authority");
        var authority = query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);
        if (!DayText.TryRead(context.Request.RouteValues["day"] as string ?? "", out var day))
            return NoSuchSummary;

        var whose = authority ?? (actor.Holds(Role.Auditor) ? AuthorityCode.Fcs : actor.Authority);
        if (entries.View(await queries.Read(duty.SummaryOf(whose, day), context.RequestAborted), actor) is not { } view)
            return NoSuchSummary;
        await reads.NoteEntry(context, Operation.GetDutySummary, $"{view.Entry.Kind} {view.Entry.Number}");
        return Answers.Ok(
            new DutySummaryResponse(
                Item(view), Moment(view, "since"), Moment(view, "until"), EntryAnswers.Figures(Field(view, "figures") is { } figures ? EntryAnswers.FiguresOf(figures) ?? new([]) : new([])),
                Listing(view, "registered"), Listing(view, "closed"), Listing(view, "overdue"), Listing(view, "shifts")),
            DutyResponseJson.Default.DutySummaryResponse);
    }

    private DutyPlaceResponse Place(DutyOfAuthority place) => new(
        place.Authority, reference.Current.Authorities.NameOf(place.Authority), place.TimeZone, place.LocalNow,
        place.Shift is { } shift ? new(shift.Entry, shift.Number, shift.Officer, shift.Since.In(times.ZoneOf(place.Authority)), shift.Next, shift.Overdue) : null,
        [.. place.Today.Select(each => new SeverityResponse(each.Severity, EntryAnswers.Text(each.Title), each.Count))], place.Open, place.Overdue);

    private DutySummaryItem Item(EntryView view) => new(
        DayText.TryRead(Field(view, "day")?.Value ?? "", out var day) ? day : default, view.Entry.Authority, reference.Current.Authorities.NameOf(view.Entry.Authority), view.Entry.Id,
        view.Entry.Number, Total(view, "registered"), Total(view, "closed"), Total(view, "overdue"), Total(view, "shifts"),
        view.Kind.States.Any(state => state.Code == view.Entry.State && state.End));

    private ListingResponse Listing(EntryView view, string field) => EntryAnswers.Listing(ListOf(view, field), times);

    private static int Total(EntryView view, string field) => ListOf(view, field).Total;

    private static EntryListing ListOf(EntryView view, string field) => Field(view, field) is { } found && EntryAnswers.ListingOf(found) is { } listing ? listing : new(0, []);

    private static DateTimeOffset Moment(EntryView view, string field) =>
        DateTimeOffset.TryParse(Field(view, field)?.Value, CultureInfo.InvariantCulture, out var at) ? at : view.Entry.RegisteredAt;

    private static EntryFieldView? Field(EntryView view, string name) => view.Fields.FirstOrDefault(field => field.Field.Name == name);
}
