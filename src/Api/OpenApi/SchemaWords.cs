using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RmsOrleans.Api.OpenApi;

/// <summary>
/// What the document says of schemas and their members: the XML comments of the types. A member without a comment of its own means what
/// its name means wherever it stands, as <see cref="MemberWords"/> has it.
/// </summary>
internal static partial class SchemaWords
{
    private static readonly ConcurrentDictionary<Assembly, FrozenDictionary<string, XElement>> comments = new();

    public static string? Of(Type type) => Comment(type, IdOf(type)) is { } comment ? Text(comment.Element("summary")) : null;

    public static string? Of(JsonTypeInfo type, string member)
    {
        var property = type.Properties.FirstOrDefault(each => each.Name == member)?.AttributeProvider as PropertyInfo;
        return OwnWords(type.Type, property) ?? SharedWords(member);
    }

    private static string? OwnWords(Type type, PropertyInfo? property)
    {
        if (property is null)
            return null;

        var parameter = Comment(type, IdOf(type))?.Elements("param").FirstOrDefault(each => each.Attribute("name")?.Value == property.Name);
        return Text(parameter) ?? Text(Comment(type, $"P:{IdOf(type)[2..]}.{property.Name}")?.Element("summary"));
    }

    private static string? SharedWords(string member) =>
        Text(Comment(typeof(MemberWords), $"F:{typeof(MemberWords).FullName}.{char.ToUpperInvariant(member[0])}{member[1..]}")?.Element("summary"));

    private static string IdOf(Type type) => $"T:{type.FullName?.Replace('+', '.')}";

    private static XElement? Comment(Type type, string id) => comments.GetOrAdd(type.Assembly, Read).GetValueOrDefault(id);

    /// <summary>The compiler puts the comments of each of our assemblies beside it; those of the framework are not there.</summary>
    private static FrozenDictionary<string, XElement> Read(Assembly assembly) => assembly.GetName().Name!.StartsWith("RmsOrleans.", StringComparison.Ordinal)
        ? XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToFrozenDictionary(member => member.Attribute("name")!.Value)
        : FrozenDictionary<string, XElement>.Empty;

    /// <summary>Members are named as JSON has them.</summary>
    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;

        var words = string.Concat(element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "paramref" } named => $"`{JsonNamingPolicy.CamelCase.ConvertName(named.Attribute("name")!.Value)}`",
            XElement { Name.LocalName: "see" or "seealso" } see => see.Attribute("cref") is { Value: var id } ? id[(id.LastIndexOf('.') + 1)..] : see.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement other => other.Value,
            _ => "",
        }));
        return White.Replace(words, " ").Trim() is { Length: > 0 } said ? said : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex White { get; }
}
