using System.Globalization;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Api.Registers;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Drafts;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Shell;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Desk.Profiles;

/// <summary>A form for each command of a profile, from the table of commands and the fields of its record.</summary>
internal static class ProfileCommandPages
{
    /// <summary>The query that names the proposal by the id of its entry.</summary>
    private const string Proposal = "proposal";

    private static readonly Phrase notYours = new("Only the coordinator of the Federal Customs Service does this.", "Это действие выполняет только координатор ФТС России.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var row in ProfileCommandTable.All.Steps)
        {
            routes.Page($"/profiles/{{number}}/{row.Route}", desk => Show(desk, row));
            routes.Form($"/profiles/{{number}}/{row.Route}", async desk => await FormFlow.Post(desk, await Form(desk, row, await Read(desk))));
        }
    }

    private static async Task<IResult> Show(DeskRequest desk, CommandRow<ProfileCommand> row)
    {
        var (profile, tag) = await Read(desk);
        if (profile.Possible!.Value.Contains(row.Route!))
            return await FormFlow.Open(desk, await Form(desk, row, (profile, tag)));
        return profile.Status.IsOver()
            ? NotNow(desk, row, StatusCodes.Status409Conflict, new(
                $"The status of the profile is “{profile.Status.InWords().En}”.", $"Статус профиля – «{profile.Status.InWords().Ru}»."))
            : NotNow(desk, row, StatusCodes.Status403Forbidden, notYours);
    }

    private static async Task<FormOfCommand> Form(DeskRequest desk, CommandRow<ProfileCommand> row, (ProfileStatusResponse Profile, string? Tag) opened)
    {
        var profile = opened.Profile;
        return new FormOfCommand(
            $"{row.Route}.{profile.Number.ToPath()}", row.Route!, FormSchema.Of(row.Command), await Begin(desk, row, profile), () => Choices.Of(desk, null, FormSchema.Of(row.Command)),
            HttpMethods.Post, $"/profiles/{profile.Number.ToPath()}/{row.Route}",
            async (form, problem) => desk.Page<ProfileCommandPage>(
                problem?.Status ?? StatusCodes.Status200OK,
                (nameof(ProfileCommandPage.Row), row), (nameof(ProfileCommandPage.Profile), profile), (nameof(ProfileCommandPage.Form), form),
                (nameof(ProfileCommandPage.Problem), problem), (nameof(ProfileCommandPage.Moved), await Moved(desk, profile, form))),
            _ => DeskRequest.GoTo($"{ProfilePlaces.Of(profile.Number)}?done={row.Route}"))
        {
            Tag = opened.Tag,
            Title = $"{desk.In(row.Name)}: {profile.Number}",
        };
    }

    /// <summary>The form of the command that an accepted proposal opens.</summary>
    public static string ByProposal(EntryOpensResponse opens, Guid proposal) => $"{ProfilePlaces.Step(opens.Profile, opens.Route)}?{Proposal}={proposal:D}";

    /// <summary>An update begins with what the latest version says; and where an accepted proposal leads to it, each with the decision by which that was accepted.</summary>
    private static async Task<JsonObject?> Begin(DeskRequest desk, CommandRow<ProfileCommand> row, ProfileStatusResponse profile)
    {
        var begun = new JsonObject();
        if (desk.Query(Proposal) is { } proposal && await desk.Ask(HttpMethods.Get, $"/entries/{Uri.EscapeDataString(proposal)}") is { IsGood: true } answer
            && answer.Read(DeskJson.Default.EntryResponse).Opens is { Decision: var decision } opens && opens.Profile == profile.Number && opens.Route == row.Route)
        {
            begun["decision"] = new JsonObject
            {
                ["number"] = decision.Number,
                ["date"] = decision.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["reason"] = desk.In(decision.Reason),
            };
        }
        if (row.Command == typeof(UpdateProfile))
        {
            var version = JsonNode.Parse((await desk.Get($"{ProfilePlaces.Asked(desk)}/versions/{profile.Version}")).Body.Span)!;
            (begun["content"], begun["note"]) = (version["content"]?.DeepClone(), version["note"]?.DeepClone());
        }
        return begun.Count == 0 ? null : begun;
    }

    private static async Task<(ProfileStatusResponse Profile, string? Tag)> Read(DeskRequest desk)
    {
        var answer = await desk.Get(ProfilePlaces.Asked(desk));
        return (answer.Read(DeskJson.Default.ProfileStatusResponse), answer.Tag);
    }

    /// <summary>What happened while somebody wrote.</summary>
    private static async Task<ImmutableArray<JournalLineResponse>> Moved(DeskRequest desk, ProfileStatusResponse profile, CommandForm form)
    {
        if (form.LastSeen is not { } seen)
            return [];
        var journal = await desk.Get($"/profiles/{profile.Number.ToPath()}/journal?limit=200", DeskJson.Default.ProfileJournalResponse);
        return [.. journal.Lines.Where(line => line.Line > seen)];
    }

    private static IResult NotNow(DeskRequest desk, CommandRow<ProfileCommand> row, int status, Phrase why) =>
        FailedPage.Of(desk, status, $"{desk.In(row.Name)}: {desk.In(new("not possible now", "сейчас недоступно"))}", desk.In(why));
}
