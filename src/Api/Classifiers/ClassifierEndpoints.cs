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

    private IResult List(HttpContext context)
    {
        var known = reference.Current.Classifiers;
        return context.KnowsAlready(known.Revision)
            ? Results.Empty
            : Answers.Ok(
                new ClassifierList(known.Revision, [.. Enum.GetValues<ClassifierName>().Select(name => Answer(known, name))]), ClassifierAnswerJson.Default.ClassifierList);
    }

    /// <summary>The file that a load takes.</summary>
    private IResult Find(HttpContext context)
    {
        if (!ClassifierNames.TryRead(context, out var name))
            return ClassifierNames.Unknown;

        var known = reference.Current.Classifiers;
        return context.KnowsAlready(known.Revision) ? Results.Empty : new TextAnswer(known.Text(name.Value), ContentTypes.Csv);
    }

    private static ClassifierAnswer Answer(ClassifierEditions known, ClassifierName name)
    {
        var load = known.LoadOf(name);
        return new(name.InPath(), known.Lines(name).Length, load?.Revision ?? 0, load?.At.In(MoscowDays.Zone), load?.Person);
    }
}
