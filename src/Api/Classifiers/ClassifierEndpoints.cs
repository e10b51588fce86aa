using System.Text;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Classifiers;

/// <summary>The classifiers as they stand; read by every caller.</summary>
internal sealed class ClassifierEndpoints(IReferenceData reference)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ClassifierEndpoints>();
        routes.MapRead("/classifiers", endpoints.List).Described(ClassifierDocuments.List());
        routes.MapRead("/classifiers/{name}", endpoints.Find).Described(ClassifierDocuments.Find());
    }

    private Task List(HttpContext context)
    {
        var known = reference.Current.Classifiers;
        return context.AnswerTagged(known.Revision, () => context.Answer(
            StatusCodes.Status200OK,
            new ClassifierList(known.Revision, [.. Enum.GetValues<ClassifierName>().Select(name => Answer(known, name))]),
            ClassifierAnswerJson.Default.ClassifierList));
    }

    /// <summary>The file that a load takes.</summary>
    private Task Find(HttpContext context)
    {
        if (!ClassifierNames.TryRead(context, out var name))
            return context.Answer(ClassifierNames.Unknown);

        var known = reference.Current.Classifiers;
        return context.AnswerTagged(known.Revision, () =>
        {
            var file = Encoding.UTF8.GetBytes(known.Text(name.Value));
            context.Response.ContentType = $"{ContentTypes.Csv}; charset=utf-8";
            context.Response.ContentLength = file.Length;
            return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(file, context.RequestAborted).AsTask();
        });
    }

    private static ClassifierAnswer Answer(ClassifierEditions known, ClassifierName name)
    {
        var load = known.LoadOf(name);
        return new(name.InPath(), known.Lines(name).Length, load?.Revision ?? 0, load?.At.In(MoscowDays.Zone), load?.Person);
    }
}
