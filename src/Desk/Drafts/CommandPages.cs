using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;
using RmsOrleans.Grains.Kernel.Commands;

namespace RmsOrleans.Desk.Drafts;

/// <summary>A form for each command of a draft, from the table of commands and the fields of its record.</summary>
internal static class CommandPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var row in DraftCommandTable.All.Steps.Where(row => HasForm(row.Route!)))
        {
            routes.Page($"/drafts/{{id}}/{DraftPlaces.Form(row.Route!)}", desk => Show(desk, row));
            routes.Form($"/drafts/{{id}}/{DraftPlaces.Form(row.Route!)}", desk => Send(desk, row));
        }
    }

    public static bool HasForm(string route) => DraftCommandTable.All.Of(route).Body is not (CommandBody.File or CommandBody.Path or CommandBody.Named);

    private static async Task<IResult> Show(DeskRequest desk, CommandRow<DraftCommand> row)
    {
        var opened = await Opened.Read(desk, row);
        if (!opened.Draft.Possible.Contains(row.Route!))
            return NotNow(desk, opened.Draft, row);
        if (row.Route == Resolve.Route && opened.Resolution is null)
            return desk.Page<ResolutionsPage>((nameof(ResolutionsPage.Draft), opened.Draft));
        return await FormFlow.Open(desk, Form(desk, row, opened));
    }

    private static async Task<IResult> Send(DeskRequest desk, CommandRow<DraftCommand> row) => await FormFlow.Post(desk, Form(desk, row, await Opened.Read(desk, row)));

    private static FormOfCommand Form(DeskRequest desk, CommandRow<DraftCommand> row, Opened opened)
    {
        var title = desk.In(opened.Resolution?.InWords() ?? row.Name);
        return new FormOfCommand(
            $"{row.Route}.{opened.Draft.Id}", row.Route!, opened.Schema, opened.Json, () => Choices.Of(desk, opened.Draft, opened.Schema, row.Route),
            row.Replaces ? HttpMethods.Put : HttpMethods.Post, $"/drafts/{opened.Draft.Id}/{row.Route}",
            async (form, problem) => Page(desk, row, opened, form, title, problem, await Moved(desk, opened.Draft, form)),
            _ => DeskRequest.GoTo($"{DraftPlaces.Of(opened.Draft.Id)}?done={row.Route}"))
        {
            HasBody = row.Body != CommandBody.None,
            Tag = opened.Tag,
            Fixed = opened.Fixed,
            Of = opened.Draft.Id.ToString(),
            Title = $"{title}: {opened.Draft.Content.Title}",
        };
    }

    private static IResult Page(DeskRequest desk, CommandRow<DraftCommand> row, Opened opened, CommandForm form, string title, ApiProblem? problem, ImmutableArray<JournalLineResponse> moved) => desk.Page<CommandPage>(
        problem?.Status ?? StatusCodes.Status200OK,
        (nameof(CommandPage.Row), row), (nameof(CommandPage.Draft), opened.Draft), (nameof(CommandPage.Form), form), (nameof(CommandPage.Problem), problem),
        (nameof(CommandPage.Content), opened.Content), (nameof(CommandPage.Title), title), (nameof(CommandPage.Moved), moved));

    /// <summary>What happened while somebody wrote.</summary>
    private static async Task<ImmutableArray<JournalLineResponse>> Moved(DeskRequest desk, DraftResponse draft, CommandForm form)
    {
        if (form.LastSeen is not { } seen)
            return [];
        var journal = await desk.Get($"/drafts/{draft.Id}/journal?limit=200", DeskJson.Default.JournalResponse);
        return [.. journal.Lines.Where(line => line.Line > seen)];
    }

    private static IResult NotNow(DeskRequest desk, DraftResponse draft, CommandRow<DraftCommand> row) => desk.Page<NotNowPage>(
        StatusCodes.Status409Conflict, (nameof(NotNowPage.Draft), draft), (nameof(NotNowPage.Step), row.Route));

    /// <summary>The draft that a form is about, and what stands in its fields before anybody types.</summary>
    private sealed record Opened(DraftResponse Draft, FormSchema Schema, JsonObject? Json, FormTexts Texts, FormTexts Content, string Tag, Resolution? Resolution)
    {
        public ImmutableArray<string> Fixed => Resolution is null ? [] : [ResolutionFields.Choice];

        public static async Task<Opened> Read(DeskRequest desk, CommandRow<DraftCommand> row)
        {
            var answer = await desk.Get($"/drafts/{desk.Path("id")}");
            var draft = answer.Read(DeskJson.Default.DraftResponse);
            var whole = JsonNode.Parse(answer.Body.Span)!.AsObject();
            var json = row.Route switch
            {
                Edit.Route => whole,
                EditProfile.Route => whole["profile"]?.AsObject(),
                AssignExecutor.Route => new JsonObject(Choices.Person.Select(name => KeyValuePair.Create(name, (JsonNode?)desk.Query(name)))),
                Resubmit.Route => new JsonObject { ["answers"] = new JsonArray([.. Enumerable.Range(1, draft.Consideration.Remarks.Length).Select(remark => new JsonObject { ["remark"] = remark })]) },
                _ => null,
            };
            Resolution? resolution = row.Route == Resolve.Route && Enum.TryParse<Resolution>(desk.Query("as"), out var chosen) ? chosen : null;
            var schema = resolution is { } known ? ResolutionFields.Form(known) : FormSchema.Of(row.Command);
            if (resolution is not null)
                json = new JsonObject { ["resolution"] = resolution.ToString() };
            return new Opened(
                draft, schema, json, FormTexts.Of(schema, json, desk.Viewer!.Zone), FormTexts.Of(DraftPages.Schema, whole, desk.Viewer.Zone), answer.Tag ?? "", resolution);
        }
    }
}

/// <summary>What the forms of a draft offer to choose from.</summary>
internal static class Choices
{
    /// <summary>What the form of an executor says of a person, and what a link to it says to have it filled in.</summary>
    public static readonly ImmutableArray<string> Person = ["subject", "name", "unit"];

    public static async Task<FormChoices> Of(DeskRequest desk, DraftResponse? draft, FormSchema schema, string? route = null)
    {
        var own = await desk.Get($"/authorities/{draft?.Authority ?? desk.Viewer!.Authority.Code}/units", DeskJson.Default.UnitList);
        var fcs = await desk.Get($"/authorities/{AuthorityCode.Fcs}/units", DeskJson.Default.UnitList);
        return new FormChoices
        {
            OwnUnits = [.. own.Items.Select(unit => desk.Language == Language.Ru ? unit.NameRu : unit.NameEn)],
            FcsUnits = [.. fcs.Items.Select(unit => desk.Language == Language.Ru ? unit.NameRu : unit.NameEn)],
            Measures = HasContent(schema) ? await Measures(desk) : [],
            RiskAreas = HasContent(schema) ? await RiskAreas(desk) : [],
            People = route == AssignExecutor.Route ? await Executors(desk) : [],
            Fields = [.. RmsOrleans.Grains.Content.FieldNames.Known.Select(field => (field, desk.In(RmsOrleans.Grains.Content.FieldNames.Of(field))))],
        };
    }

    /// <summary>As they hold today.</summary>
    private static async Task<ImmutableArray<(string, string)>> Measures(DeskRequest desk)
    {
        var measures = await desk.Get("/classifiers/measures/items", DeskJson.Default.MeasureList);
        return [.. measures.Items.Select(measure => (measure.Code, measure.Name))];
    }

    private static async Task<ImmutableArray<(string, string)>> RiskAreas(DeskRequest desk)
    {
        var areas = await desk.Get($"/risk-areas?on={DayText.Of(desk.Today)}", DeskJson.Default.RiskAreaList);
        return [.. areas.Items.Select(area => (area.Code, desk.In(area.Title)))];
    }

    private static bool HasContent(FormSchema schema) => schema.Fields.Any(field => field.Path == "/content");

    /// <summary>Executors whom the journal names, each with the form that is filled in with them.</summary>
    private static async Task<ImmutableArray<(string, string)>> Executors(DeskRequest desk)
    {
        var people = await desk.Get($"/officials?authority={AuthorityCode.Fcs}&role={Role.Executor.Name()}&limit=50", DeskJson.Default.OfficialList);
        return
        [
            .. people.Items.Where(person => person.Subject is not null).Select(person => (
                person.Unit is null ? person.Name : $"{person.Name}, {person.Unit}",
                QueryHelpers.AddQueryString(desk.Context.Request.Path, new Dictionary<string, string?> { ["subject"] = person.Subject, ["name"] = person.Name, ["unit"] = person.Unit }))),
        ];
    }
}
