using RmsOrleans.Api.Json;
using RmsOrleans.Api.Trials;
using RmsOrleans.Declarations;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Suggestions;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Trials;

namespace RmsOrleans.Api.Suggestions;

/// <summary>Suggests indicators by what control found in the past.</summary>
internal sealed class SuggestionEndpoints(OutcomeScans scans, TrialEndpoints runs, CommandBodies bodies, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>A header by which a caller asks for a run instead of the table (RFC 7240).</summary>
    public const string Prefer = "Prefer";

    public const string Async = "respond-async";

    private const int MostFields = 3;
    private const int MostAuthorities = 1000;
    private const int MostMonths = 60;
    private const int UsualMonths = 36;
    private const double UsualShare = 5;
    private const double WholePercent = 100;
    private const int UsualCases = 10;
    private const int Parts = 4; // of which the last is held out

    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map(HttpMethods.Post, "/suggestions", routes.ServiceProvider.GetRequiredService<SuggestionEndpoints>().Suggest).Described(SuggestionDocuments.Suggest());

    private async Task<IResult> Suggest(HttpContext context)
    {
        var actor = context.Actor();
        if (PermissionTable.Of(Operation.SuggestIndicators).Refuse(actor) is { } refusal)
            return new RefusalAnswer(refusal);
        var (asked, problem) = await bodies.ReadPlain<AskForSuggestions>(context);
        if (asked is null)
            return problem!;
        var to = asked.To ?? MoscowDays.Of(clock.GetUtcNow());
        var from = asked.From ?? to.AddMonths(-UsualMonths).AddDays(1);
        var heldOutFrom = asked.HeldOutFrom ?? from.AddDays((to.DayNumber - from.DayNumber + 1) * (Parts - 1) / Parts);
        if (Errors(asked, from, heldOutFrom, to, actor) is { IsEmpty: false } errors)
            return Problems.BadInput(errors);

        ImmutableArray<AuthorityCode> authorities = asked.Authorities is { IsDefaultOrEmpty: false } named ? named : actor.Authority == AuthorityCode.Fcs ? [] : [actor.Authority];
        var question = new SuggestionQuestion(asked.Fields, heldOutFrom, (asked.SharePercent ?? UsualShare) / WholePercent, asked.LeastCases ?? UsualCases);
        if (context.Request.Headers[Prefer].Any(value => value?.Contains(Async, StringComparison.OrdinalIgnoreCase) ?? false))
            return await runs.Begin(context, TrialQuestion.OfPast(question, from, to, authorities));
        var past = await scans.Count([.. asked.Fields.Select(Fields.Get)], from, heldOutFrom, to, authorities, context.RequestAborted);
        return Answers.Ok(SuggestionResponse.Of(past.Revision, question, from, to, SuggestedTable.Of(past.Rates, question)), SuggestionJson.Default.SuggestionResponse);
    }

    private ImmutableArray<ValidationError> Errors(AskForSuggestions asked, DateOnly from, DateOnly heldOutFrom, DateOnly to, Actor actor)
    {
        var errors = ImmutableArray.CreateBuilder<ValidationError>();
        if (asked.Fields.Length is 0 or > MostFields || asked.Fields.Distinct().Count() != asked.Fields.Length)
            errors.Add(new("/fields", $"Name 1 to {MostFields} fields, each once.", $"Укажите от 1 до {MostFields} полей, каждое один раз."));
        for (var i = 0; i < asked.Fields.Length && i < MostFields; i++)
        {
            if (!SuggestedFields.Has(asked.Fields[i]))
            {
                errors.Add(new(
                    $"/fields/{i}", "Expected a field whose values are codes or texts, and of which there is one in an item or a declaration.",
                    "Ожидается поле с кодами или текстом, которое в товаре или декларации одно."));
            }
        }
        if (to < from)
            errors.Add(new("/to", "The last day lies before the first.", "Последний день раньше первого."));
        else if (from.AddMonths(MostMonths) <= to)
            errors.Add(new("/from", $"At most {MostMonths} months are counted.", $"Учитывается не более {MostMonths} месяцев."));
        else if (heldOutFrom <= from || heldOutFrom > to)
            errors.Add(new("/heldOutFrom", "What is held out begins after the first day and not after the last.", "Проверочная часть начинается позже первого дня и не позже последнего."));
        if (asked.SharePercent is <= 0 or > WholePercent)
            errors.Add(new("/sharePercent", "Expected a number above 0 and up to 100.", "Ожидается число больше 0 и не больше 100."));
        if (asked.LeastCases is < 1)
            errors.Add(new("/leastCases", "Expected a number above 0.", "Ожидается число больше 0."));
        var authorities = asked.Authorities ?? [];
        if (authorities.Length > MostAuthorities)
            errors.Add(new("/authorities", $"At most {MostAuthorities} are named.", $"Указывается не более {MostAuthorities}."));
        for (var i = 0; i < authorities.Length && i < MostAuthorities; i++)
        {
            if (reference.Current.Authorities.Find(authorities[i]) is null)
                errors.Add(new($"/authorities/{i}", $"The register knows no authority {authorities[i]}.", $"В реестре нет таможенного органа {authorities[i]}."));
            else if (!reference.Current.Authorities.Tree.IsWithin(authorities[i].Value, actor.Authority.Value))
            {
                errors.Add(new(
                    $"/authorities/{i}", "You see the declarations of your own authority and of those below it.",
                    "Вам доступны декларации своего таможенного органа и нижестоящих."));
            }
        }
        return errors.ToImmutable();
    }
}
