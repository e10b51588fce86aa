using System.Text;
using System.Text.Unicode;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Classifiers;

/// <summary>A classifier is loaded by an operator, who sees before what it changes.</summary>
internal sealed class ClassifierLoadEndpoints(IClassifierLoads loads)
{
    public static readonly Problem Needed = Problems.PreconditionRequired(new(
        "Send the ETag of the classifiers as you saw them in If-Match; with ?dryRun=true the answer has it, and says what would change.",
        "Передайте в If-Match значение ETag классификаторов, которые Вы видели; с ?dryRun=true ответ содержит его и показывает, что изменится."));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ClassifierLoadEndpoints>();
        routes.Map(HttpMethods.Post, "/classifiers/{name}/import", Admission.To(Operation.LoadClassifier, endpoints.Load)).Described(ClassifierDocuments.Load());
        routes.Map(HttpMethods.Put, "/capacity", Admission.To(Operation.LoadCapacity, context => endpoints.Load(context, ClassifierName.Capacity))).Described(CapacityDocuments.Load());
    }

    private Task<IResult> Load(HttpContext context) =>
        ClassifierNames.TryRead(context, out var name) ? Load(context, name.Value) : Task.FromResult<IResult>(ClassifierNames.Unknown);

    private async Task<IResult> Load(HttpContext context, ClassifierName name)
    {
        var (conditions, refused) = LoadConditions.Read(context, Needed);
        if (conditions is null)
            return refused!;
        if (!context.Request.HasContentType(ContentTypes.Csv))
            return Problems.UnsupportedMediaType(ContentTypes.Csv);

        string text;
        using (var body = await RequestBody.Read(context))
        {
            if (body.Problem is { } problem)
                return problem;
            if (!Utf8.IsValid(body.Bytes.Span))
                return Problems.BadInput("", new("The file is not UTF-8.", "Файл не в кодировке UTF-8."));
            text = Encoding.UTF8.GetString(body.Bytes.Span);
        }
        return await Load(context, name, text, conditions.Seen);
    }

    /// <param name="seen">What the operator decided on; null if nothing is to be applied.</param>
    private async Task<IResult> Load(HttpContext context, ClassifierName name, string text, Precondition? seen)
    {
        var outcome = await loads.Preview(name, text);
        if (!outcome.IsRefused && seen is { } decidedOn)
            outcome = await loads.Load(name, text, context.Actor(), decidedOn.Among(outcome.Value.Revision));
        if (outcome.IsRefused)
            return new RefusalAnswer(outcome.Refusal);

        var change = outcome.Value;
        context.Response.Tag(change.Revision);
        return Answers.Ok(
            new ClassifierLoadResponse(name.InPath(), change.Revision, Applied: seen is not null, change.Added, change.Removed),
            ClassifierResponseJson.Default.ClassifierLoadResponse);
    }
}
