using System.Globalization;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Declarations;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Shell;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Desk.Declarations;

/// <summary>A form for each command about the control of a declaration, from the table of commands and the fields of its record.</summary>
internal static class ControlCommandPages
{
    private static readonly Phrase nothing = new("There is nothing of that to do now.", "Сейчас такое действие не требуется.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var row in ControlCommandTable.All.Steps)
        {
            routes.Page($"/declarations/{{number}}/{row.Route}", desk => Show(desk, row));
            routes.Form($"/declarations/{{number}}/{row.Route}", desk => Send(desk, row));
        }
    }

    private static async Task<IResult> Show(DeskRequest desk, CommandRow<ControlCommand> row)
    {
        var (control, tag) = await Read(desk);
        var about = About.Of(desk, row, control);
        if (control.Possible.Contains(row.Route!) && about is not null)
            return await FormFlow.Open(desk, Form(desk, row, control, tag, about));
        return IsTheirs(desk.Viewer!, row, control)
            ? FailedPage.Of(desk, StatusCodes.Status409Conflict, $"{desk.In(row.Name)}: {desk.In(new("not possible now", "сейчас недоступно"))}", desk.In(nothing))
            : FailedPage.NotYours(desk, desk.In(row.Name));
    }

    /// <summary>Whether it is for whoever looks to do, when there is something to do.</summary>
    private static bool IsTheirs(Viewer viewer, CommandRow<ControlCommand> row, ControlResponse control) =>
        viewer.Authority.Code.Value == control.ControlAuthority && PermissionTable.Of(row.Operation).Grants.Any(grant => grant.Roles.Any(role => viewer.Roles.Contains(role.Name())));

    private static async Task<IResult> Send(DeskRequest desk, CommandRow<ControlCommand> row)
    {
        var (control, tag) = await Read(desk);
        return About.Of(desk, row, control) is { } about ? await FormFlow.Post(desk, Form(desk, row, control, tag, about)) : await Show(desk, row);
    }

    private static FormOfCommand Form(DeskRequest desk, CommandRow<ControlCommand> row, ControlResponse control, string? tag, About about) => new(
        $"{row.Route}.{control.Number.Replace('/', '-')}{(about.Hit is null ? "" : $".{about.Hit.Hit}")}{(about.Measure is null ? "" : $".{about.Measure.Measure}")}", row.Route!, about.Schema(row),
        about.Json, () => Choices(desk, row), HttpMethods.Post, $"/declarations/{Uri.EscapeDataString(control.Number.Replace('/', '-'))}/{row.Route}",
        (form, problem) => Task.FromResult(desk.Page<ControlCommandPage>(
            problem?.Status ?? StatusCodes.Status200OK,
            (nameof(ControlCommandPage.Row), row), (nameof(ControlCommandPage.Control), control), (nameof(ControlCommandPage.Hit), about.Hit), (nameof(ControlCommandPage.Measure), about.Measure),
            (nameof(ControlCommandPage.Form), form), (nameof(ControlCommandPage.Problem), problem))),
        _ => DeskRequest.GoTo($"{DeclarationPlaces.Of(control.Number)}?done={row.Route}"))
    {
        Tag = tag,
        Fixed = about.Fixed,
        RowNames = about.RowNames,
        Title = $"{desk.In(row.Name)}: {control.Number}",
    };

    private static async Task<(ControlResponse Control, string? Tag)> Read(DeskRequest desk)
    {
        var answer = await desk.Get($"/declarations/{Uri.EscapeDataString(desk.Path("number"))}/checks");
        return (answer.Read(DeskJson.Default.ControlResponse), answer.Tag);
    }

    private static async Task<FormChoices> Choices(DeskRequest desk, CommandRow<ControlCommand> row)
    {
        if (row.Command == typeof(OrderMeasure))
        {
            var measures = await desk.Get("/classifiers/measures/items", DeskJson.Default.MeasureList);
            return new() { Measures = [.. measures.Items.Select(measure => (measure.Code, measure.Name))] };
        }
        if (row.Command != typeof(FindHit))
            return FormChoices.None;
        var answer = await desk.Ask(HttpMethods.Get, $"/directory/snapshot?authority={desk.Viewer!.Authority.Code}");
        return answer.IsGood ? new() { Profiles = [.. Informal(JsonNode.Parse(answer.Body.Span)!)] } : FormChoices.None;
    }

    /// <summary>Profiles whose hits only an official finds.</summary>
    private static IEnumerable<(string Number, string Title)> Informal(JsonNode snapshot) => snapshot["items"]!.AsArray()
        .Where(item => item!["content"]!["mode"]!.GetValue<string>() == nameof(ApplicationMode.Informal))
        .Select(item => (item!["number"]!.GetValue<string>(), item["content"]!["title"]!.GetValue<string>()));

    /// <summary>The hit and the measure that a form is about, and what stands in its fields before anybody types.</summary>
    private sealed record About(HitResponse? Hit, HitMeasureResponse? Measure, JsonObject Json, ImmutableArray<string> Fixed)
    {
        public ImmutableDictionary<string, string> RowNames { get; init; } = ImmutableDictionary<string, string>.Empty;

        /// <summary>Null where the address names no hit or measure of which that can be done.</summary>
        public static About? Of(DeskRequest desk, CommandRow<ControlCommand> row, ControlResponse control)
        {
            if (row.Command == typeof(OrderMeasure))
            {
                var ground = desk.Query("ground") == nameof(ControlGround.ControlSample) && control.Sampled ? ControlGround.ControlSample : ControlGround.Official;
                return new(null, null, new() { ["ground"] = ground.ToString() }, ["/ground"]);
            }
            if (row.Command == typeof(FindHit) || row.Command == typeof(CloseControl))
                return new(null, null, new JsonObject(), []);
            if (control.Hits.FirstOrDefault(each => each.Hit == Number(desk, "hit")) is not { } hit)
                return null;
            if (row.Command == typeof(DecideHit))
            {
                return new(hit, null, new()
                {
                    ["hit"] = hit.Hit,
                    ["verdicts"] = new JsonArray([.. hit.Indicators.Select(each => new JsonObject { ["indicator"] = each.Indicator })]),
                }, ["/hit", "/verdicts/indicator"])
                {
                    RowNames = hit.Indicators.Index().ToImmutableDictionary(each => $"/verdicts/{each.Index}", each => each.Item.Text),
                };
            }
            return hit.Measures.FirstOrDefault(each => each.Measure == Number(desk, "measure")) is { } measure
                ? new(hit, measure, new() { ["hit"] = hit.Hit, ["measure"] = measure.Measure }, ["/hit", "/measure"])
                : null;
        }

        /// <summary>Without what cannot be said here: verdicts where there is nothing to judge, an inspection where the measure is none.</summary>
        public FormSchema Schema(CommandRow<ControlCommand> row)
        {
            var schema = FormSchema.Of(row.Command);
            if (row.Command == typeof(DecideHit))
                return Hit!.Indicators.IsEmpty ? schema.Without("/verdicts") : schema.WithLast("/note");
            if (row.Command != typeof(EnterMeasure))
                return schema;
            schema = Measure!.IsInspection ? schema : schema.Without("/entry/inspection");
            return Measure.NeedsPresence ? schema : schema.Without("/entry/presentOfficial");
        }

        private static int? Number(DeskRequest desk, string name) =>
            int.TryParse(desk.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
