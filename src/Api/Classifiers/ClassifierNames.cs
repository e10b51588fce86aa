using System.Diagnostics.CodeAnalysis;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Classifiers;

internal static class ClassifierNames
{
    public static readonly Problem Unknown = Problems.NotFound($"There is no such classifier; there are {string.Join(", ", Enum.GetValues<ClassifierName>().Select(InPath))}.");

    /// <summary>As a path has it.</summary>
    public static string InPath(this ClassifierName name) => name switch
    {
        ClassifierName.KindCodes => "kind-codes",
        ClassifierName.Measures => "measures",
    };

    /// <summary>The classifier that a path names.</summary>
    public static bool TryRead(HttpContext context, [NotNullWhen(true)] out ClassifierName? name)
    {
        var text = context.Request.RouteValues["name"] as string;
        name = Enum.GetValues<ClassifierName>().Where(each => each.InPath() == text).Select(each => (ClassifierName?)each).FirstOrDefault();
        return name is not null;
    }
}
