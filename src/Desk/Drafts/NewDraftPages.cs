using System.Text.Json.Nodes;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Trials;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Shell;
using RmsOrleans.Desk.Suggestions;
using RmsOrleans.Desk.Trials;

namespace RmsOrleans.Desk.Drafts;

/// <summary>A draft is begun by its author, or entered by a coordinator when it was signed and agreed on paper.</summary>
internal static class NewDraftPages
{
    /// <summary>The button that asks what is like the draft that is being written.</summary>
    public const string AskForSimilar = "similar";

    /// <summary>The button that asks what it would have hit.</summary>
    public const string AskForTrial = "trial";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/drafts/new", desk => Open(desk, typeof(Prepare), "prepareDraft"));
        routes.Form("/drafts/new", async desk => await FormFlow.Post(desk, await Form(desk, typeof(Prepare))));
        routes.Page("/submissions/new", desk => Open(desk, typeof(Submit), "submit"));
        routes.Form("/submissions/new", async desk => await FormFlow.Post(desk, await Form(desk, typeof(Submit))));
    }

    /// <summary>Who may not send it is told so before they type.</summary>
    private static async Task<IResult> Open(DeskRequest desk, Type command, string needs) => desk.Viewer!.MayDo(needs)
        ? await FormFlow.Open(desk, await Form(desk, command))
        : FailedPage.NotYours(desk, desk.In(DraftCommandTable.All.Of(command).Name));

    private static async Task<FormOfCommand> Form(DeskRequest desk, Type command)
    {
        var row = DraftCommandTable.All.Of(command);
        var isSubmission = command == typeof(Submit);
        return new FormOfCommand(
            isSubmission ? "submission" : "new-draft", "", FormSchema.Of(command), await Begin(desk, isSubmission), () => Choices.Of(desk, null, FormSchema.Of(command)),
            HttpMethods.Post, isSubmission ? "/submissions" : "/drafts",
            async (form, problem) => desk.Page<NewDraftPage>(
                problem?.Status ?? StatusCodes.Status200OK,
                (nameof(NewDraftPage.Trial), form.Aside == AskForTrial ? await TrialPages.Of(desk, form.Written?["content"]) : null),
                (nameof(NewDraftPage.Title), desk.In(row.Name)), (nameof(NewDraftPage.Form), form), (nameof(NewDraftPage.Problem), problem), (nameof(NewDraftPage.IsSubmission), isSubmission),
                (nameof(NewDraftPage.Similar), form is { Aside: AskForSimilar, Written: { } written } ? await SimilarPages.To(desk, written["content"]) : null)),
            answer => Made(answer, isSubmission))
        {
            Asides = [AskForSimilar, AskForTrial],
            Afterwards = answer => MessageDrafts.Link(desk, answer),
            Title = desk.In(row.Name),
        };
    }

    /// <summary>What is known of whoever writes, and what an earlier draft says if it is to be copied, or a risk message.</summary>
    private static async Task<JsonObject> Begin(DeskRequest desk, bool isSubmission)
    {
        var viewer = desk.Viewer!;
        var begun = new JsonObject { ["authority"] = viewer.Authority.Code.ToString(), ["unit"] = viewer.Unit };
        if (!isSubmission)
            begun["author"] = new JsonObject { ["name"] = viewer.Name };
        else
            begun["visas"] = new JsonArray(new JsonObject { ["as"] = nameof(VisaRole.CoordinationHead) }, new JsonObject { ["as"] = nameof(VisaRole.DeputyHead) });
        if (desk.Query("copy") is { } copy)
        {
            var earlier = JsonNode.Parse((await desk.Get($"/drafts/{Uri.EscapeDataString(copy)}")).Body.Span)!;
            foreach (var member in (string[])["kind", "content", "note", "otherUnits"])
                begun[member] = earlier[member]?.DeepClone();
        }
        // The message is read to fill the form in, and not with each check of what was typed: each reading is noted.
        if (HttpMethods.IsGet(desk.Context.Request.Method) && await MessageDrafts.Of(desk) is { } message)
        {
            begun["content"] = MessageDrafts.Content(desk, message);
            begun["note"] = MessageDrafts.Note(desk, message);
        }
        if (HttpMethods.IsGet(desk.Context.Request.Method) && await ResearchDrafts.Of(desk) is { } research)
        {
            begun["content"] = ResearchDrafts.Content(desk, research);
            if (ResearchDrafts.IsWhole(desk))
                begun["note"] = ResearchDrafts.Note(desk, research);
        }
        if (Suggested(desk) is { Count: > 0 } indicators)
            begun["content"] = new JsonObject { ["riskArea"] = new JsonObject { ["indicators"] = indicators } };
        return begun;
    }

    /// <summary>The indicators of a row of suggestions, which its address names.</summary>
    private static JsonArray Suggested(DeskRequest desk)
    {
        var query = desk.Context.Request.Query;
        return new([.. query[SuggestionPages.FieldOf].Zip(query[SuggestionPages.ValueOf]).Where(each => each is { First: { } field, Second: not null } && SuggestedFields.Has(field))
            .Select(each => ResearchDrafts.Written(SuggestedFields.Indicator(each.First!, each.Second!)))]);
    }

    private static IResult Made(ApiAnswer answer, bool isSubmission)
    {
        var receipt = answer.Read(DeskJson.Default.ReceiptResponse);
        return DeskRequest.GoTo($"{DraftPlaces.Of(receipt.Id)}?done={(isSubmission ? "submission" : "preparation")}");
    }
}
