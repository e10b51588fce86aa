using System.Text;
using System.Text.Unicode;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Classifiers;

/// <summary>A classifier is loaded by an operator, who sees before what it changes.</summary>
internal sealed class ClassifierLoadEndpoints(IClassifierLoads loads)
{
    public static readonly Problem Needed = Problems.PreconditionRequired(
        "Send the ETag of the classifiers as you saw them in If-Match; with ?dryRun=true the answer has it, and says what would change.");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/classifiers/{name}/import", Admission.To(Operation.LoadClassifier, routes.ServiceProvider.GetRequiredService<ClassifierLoadEndpoints>().Load))
            .Described(ClassifierDocuments.Load());

    private async Task Load(HttpContext context)
    {
        if (!ClassifierNames.TryRead(context, out var name))
        {
            await context.Answer(ClassifierNames.Unknown);
            return;
        }

        if (await LoadConditions.Read(context, Needed) is { } conditions && await Read(context) is { } text)
            await Answer(context, name.Value, text, conditions.Seen);
    }

    /// <summary>Null if the body is no text of CSV; the caller has been told why.</summary>
    private static async Task<string?> Read(HttpContext context)
    {
        if (!context.Request.HasContentType(ContentTypes.Csv))
        {
            await context.Answer(Problems.UnsupportedMediaType(ContentTypes.Csv));
            return null;
        }

        using var body = await RequestBody.Read(context);
        if (body.Problem is { } problem)
            await context.Answer(problem);
        else if (!Utf8.IsValid(body.Bytes.Span))
            await context.Answer(Problems.BadInput("", "The file is not UTF-8."));
        else
            return Encoding.UTF8.GetString(body.Bytes.Span);
        return null;
    }

    /// <param name="seen">What the operator decided on; null if nothing is to be applied.</param>
    private async Task Answer(HttpContext context, ClassifierName name, string text, Precondition? seen)
    {
        var outcome = await loads.Preview(name, text);
        if (!outcome.IsRefused && seen is { } decidedOn)
            outcome = await loads.Load(name, text, context.Actor(), decidedOn.Among(outcome.Value.Revision));
        if (outcome.IsRefused)
        {
            await context.Answer(outcome.Refusal);
            return;
        }

        var change = outcome.Value;
        context.Response.Tag(change.Revision);
        await context.Answer(
            StatusCodes.Status200OK,
            new ClassifierLoadAnswer(name.InPath(), change.Revision, Applied: seen is not null, change.Added, change.Removed),
            ClassifierAnswerJson.Default.ClassifierLoadAnswer);
    }
}
