using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
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
                new ClassifierList(known.Revision, [.. Enum.GetValues<ClassifierName>().Select(name => Answer(known, name))]), ClassifierResponseJson.Default.ClassifierList);
    }

    /// <summary>The file that a load takes.</summary>
    private IResult Find(HttpContext context)
    {
        if (!ClassifierNames.TryRead(context, out var name))
            return ClassifierNames.Unknown;

        var known = reference.Current.Classifiers;
        return context.KnowsAlready(known.Revision) ? Results.Empty : new TextAnswer(known.Text(name.Value), ContentTypes.Csv);
    }

    private static ClassifierResponse Answer(ClassifierEditions known, ClassifierName name)
    {
        var load = known.LoadOf(name);
        return new(name.InPath(), known.Lines(name).Length, load?.Revision ?? 0, load?.At.In(MoscowDays.Zone), load?.Person);
    }
}

/// <summary>The classifiers that can be loaded, by the names that routes have.</summary>
public sealed record ClassifierList(long Revision, ImmutableArray<ClassifierResponse> Items);

/// <summary>One classifier: how many rows it has, and who loaded it when; neither is there for the one that ships, at revision 0.</summary>
public sealed record ClassifierResponse(string Name, int Rows, long Revision, DateTimeOffset? LoadedAt, string? LoadedBy);

/// <summary>What a load changes: the rows that come and those that go, as lines of CSV. A row that is written otherwise is in both lists.</summary>
public sealed record ClassifierLoadResponse(string Name, long Revision, bool Applied, ImmutableArray<string> Added, ImmutableArray<string> Removed);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ClassifierList))]
[JsonSerializable(typeof(ClassifierLoadResponse))]
internal sealed partial class ClassifierResponseJson : JsonSerializerContext;

internal static class ClassifierNames
{
    public static readonly Problem Unknown = Problems.NotFound(
        new Phrase("There is no such classifier; there are ", "Такого классификатора нет; есть ")
        + Phrase.Same($"{string.Join(", ", Enum.GetValues<ClassifierName>().Select(InPath))}."));

    /// <summary>As a path has it.</summary>
    public static string InPath(this ClassifierName name) => name switch
    {
        ClassifierName.KindCodes => "kind-codes",
        ClassifierName.Measures => "measures",
        ClassifierName.RiskAreas => "risk-areas",
        ClassifierName.RiskAreaDuties => "risk-area-duties",
        ClassifierName.Capacity => "capacity",
    };

    /// <summary>The classifier that a path names.</summary>
    public static bool TryRead(HttpContext context, [NotNullWhen(true)] out ClassifierName? name)
    {
        var text = context.Request.RouteValues["name"] as string;
        name = Enum.GetValues<ClassifierName>().Where(each => each.InPath() == text).Select(each => (ClassifierName?)each).FirstOrDefault();
        return name is not null;
    }
}
