using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Architecture.Tests;

/// <summary>
/// All that people are told, as it stands in the source. That there is a Russian text beside each English one the compiler sees to; here it is
/// read whether it is Russian, and whether it repeats what is not: an English phrase, or the code of something that has a name.
/// </summary>
public sealed class PhraseTests
{
    public static TheoryData<string> Projects => [.. House.Projects];

    [Theory(Timeout = Limits.OneTest)]
    [MemberData(nameof(Projects))]
    public async Task Whatever_is_told_is_told_in_Russian_too(string project)
    {
        var told = await Task.Run(() => Told(project).ToArray());

        Assert.All(told, phrase => Assert.True(phrase.Fault is null, $"{phrase.Place}: {phrase.Fault}"));
        Assert.True(told.Length >= Fewest(project), $"Only {told.Length} phrases were found.");
    }

    /// <summary>The walk finds what there is; a tenth of it would do to show that.</summary>
    private static int Fewest(string project) => project switch { "Grains" => 250, "Api" => 250, "Storage" => 10, "Desk" => 400, "Declarations" => 0, _ => 1 };

    /// <summary>Each place where a phrase is made, by whatever takes its two texts.</summary>
    private static IEnumerable<(string Place, string? Fault)> Told(string project)
    {
        var compilation = Compile(project);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                var arguments = node switch
                {
                    BaseObjectCreationExpressionSyntax made => made.ArgumentList?.Arguments,
                    InvocationExpressionSyntax called => called.ArgumentList.Arguments,
                    ConstructorInitializerSyntax passed => passed.ArgumentList.Arguments,
                    _ => null,
                };
                if (arguments is not { } given || model.GetSymbolInfo(node).Symbol is not IMethodSymbol method)
                    continue;

                var place = $"{Path.GetFileName(tree.FilePath)} {node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
                if (method is { Name: nameof(Phrase.Same), ContainingType.Name: nameof(Phrase) } && RmsOrleans.Tests.Told.Foreign(Words(given[0].Expression)) is { Length: > 0 } words && !IsExample(tree))
                    yield return (place, $"These words are to be the same in both languages: {string.Join(", ", words)}");

                var (english, russian) = (Argument(method, given, "en"), Argument(method, given, "ru"));
                if (english is null || russian is null || IsPassedOn(russian))
                    continue;
                yield return (place, FaultOf(english, russian, model));
            }
        }
    }

    /// <summary>The document of the API is in English, and so are its examples.</summary>
    private static bool IsExample(SyntaxTree tree) => Path.GetFileName(Path.GetDirectoryName(tree.FilePath)) == "OpenApi";

    /// <summary>A constructor or method that hands on the two texts it was given.</summary>
    private static bool IsPassedOn(ExpressionSyntax russian) => russian is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax;

    private static ExpressionSyntax? Argument(IMethodSymbol method, SeparatedSyntaxList<ArgumentSyntax> given, string name)
    {
        var parameter = method.Parameters.FirstOrDefault(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && each.Type.SpecialType == SpecialType.System_String);
        return parameter is null || parameter.Ordinal >= given.Count ? null : given[parameter.Ordinal].Expression;
    }

    private static string? FaultOf(ExpressionSyntax english, ExpressionSyntax russian, SemanticModel model)
    {
        var said = Words(russian);
        if (!said.Any(letter => letter is >= 'а' and <= 'я' or >= 'А' and <= 'Я' or 'ё' or '№'))
            return HasWords(Words(english)) ? $"This is not Russian: {russian}" : null;
        if (RmsOrleans.Tests.Told.Foreign(said) is { Length: > 0 } foreign)
            return $"These words are neither Russian nor codes: {string.Join(", ", foreign)}";

        foreach (var hole in russian.DescendantNodesAndSelf().OfType<InterpolationSyntax>())
        {
            var type = model.GetTypeInfo(hole.Expression).Type;
            if (type?.Name == nameof(Phrase))
                return $"{hole} repeats an English phrase";
            if (type is { TypeKind: TypeKind.Enum } && type.ContainingNamespace.ToString()!.StartsWith(House.Prefix, StringComparison.Ordinal))
                return $"{hole} is a code that has a name";
            if (hole.Expression.ToString().EndsWith(".En", StringComparison.Ordinal))
                return $"{hole} is English";
        }
        return null;
    }

    private static bool HasWords(string text) => text.Any(char.IsAsciiLetter);

    /// <summary>What stands there itself, without what is put into it.</summary>
    private static string Words(ExpressionSyntax text) => string.Concat(text.DescendantNodesAndSelf(node => node is not InterpolationSyntax).Select(node => node switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
        InterpolatedStringTextSyntax part => part.TextToken.ValueText,
        InterpolationSyntax => "0",
        _ => "",
    }));

    /// <summary>The sources beside what they need as it was built; what generators add is not there, and nobody is told anything by it.</summary>
    private static CSharpCompilation Compile(string project)
    {
        var own = $"{House.Prefix}{project}";
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = trusted.Where(path => Path.GetFileNameWithoutExtension(path) != own).Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = TextTests.Sources(project).Concat(Pages(project)).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path))
            .Append(CSharpSyntaxTree.ParseText(Usings(project), options, "Usings.cs"));
        return CSharpCompilation.Create(own, trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Pages as the compiler made them into C#: what they say stands there as it was written.</summary>
    private static IEnumerable<string> Pages(string project) => Directory
        .EnumerateFiles(Path.Combine(House.Folder, "src", project, "obj"), "*_razor.g.cs", SearchOption.AllDirectories)
        .GroupBy(Path.GetFileName)
        .Select(builds => builds.MaxBy(File.GetLastWriteTimeUtc)!);

    /// <summary>Those of the project file, and those that every project has.</summary>
    private static string Usings(string project)
    {
        string[] implied = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks", "Orleans", "Orleans.Hosting", "Orleans.Runtime"];
        var file = XDocument.Load(Path.Combine(House.Folder, "src", project, $"{project}.csproj"));
        return string.Concat(implied.Concat(file.Descendants("Using").Select(each => each.Attribute("Include")!.Value)).Distinct().Select(each => $"global using global::{each};\n"));
    }
}
