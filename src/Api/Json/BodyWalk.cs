using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace RmsOrleans.Api.Json;

/// <summary>
/// A walk over a body that could not be read: names every fault of its structure by JSON pointer, and writes the body anew with harmless
/// values in the faulty places.
/// </summary>
internal sealed class BodyWalk
{
    /// <summary>A body that is wrong everywhere is not answered with more than it sent.</summary>
    public const int MostFaults = 1000;

    private readonly JsonSerializerOptions options;
    private readonly Utf8JsonWriter repaired;
    private readonly JsonPath path = new();
    private readonly ImmutableArray<ValidationError>.Builder errors = ImmutableArray.CreateBuilder<ValidationError>();

    private BodyWalk(JsonSerializerOptions options, Utf8JsonWriter repaired) => (this.options, this.repaired) = (options, repaired);

    private bool IsFull => errors.Count > MostFaults;

    public static BodyRead<T> Read<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type) where T : class
    {
        if (JsonSyntax.ValidationError(utf8.Span) is { } error)
            return new(null, [new ValidationError("", error)]);

        var buffer = new ArrayBufferWriter<byte>(utf8.Length);
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = ApiJson.Deepest });
        using var writer = new Utf8JsonWriter(buffer);
        var walk = new BodyWalk(type.Options, writer);
        walk.Value(document.RootElement, type, mayBeNull: false);
        writer.Flush();

        if (walk.errors.Count == 0)
            walk.errors.Add(new ValidationError("", "The body cannot be read.", "Тело запроса не удалось прочитать."));
        return new(
            document.RootElement.ValueKind == JsonValueKind.Object && !walk.IsFull ? JsonSerializer.Deserialize(buffer.WrittenSpan, type) : null,
            walk.errors.ToImmutable());
    }

    private void Value(JsonElement element, JsonTypeInfo type, bool mayBeNull)
    {
        if (element.ValueKind == JsonValueKind.Null && mayBeNull)
            repaired.WriteNullValue();
        else if (type.Converter is IListJson list)
            List(element, options.GetTypeInfo(list.Item));
        else if (type.Kind == JsonTypeInfoKind.Object)
            Object(element, type);
        else
            Leaf(element, JsonLeaf.Of(type));
    }

    private void List(JsonElement element, JsonTypeInfo item)
    {
        repaired.WriteStartArray();
        if (Is(JsonValueKind.Array, element, JsonText.Kind(JsonValueKind.Array)))
        {
            var index = 0;
            foreach (var each in element.EnumerateArray().TakeWhile(_ => !IsFull))
            {
                path.Push(index++);
                Value(each, item, mayBeNull: false);
                path.Pop();
            }
        }
        repaired.WriteEndArray();
    }

    private void Object(JsonElement element, JsonTypeInfo type)
    {
        repaired.WriteStartObject();
        var seen = new bool[type.Properties.Count];
        if (Is(JsonValueKind.Object, element, JsonText.Kind(JsonValueKind.Object)))
        {
            foreach (var each in element.EnumerateObject().TakeWhile(_ => !IsFull))
                Member(each, type, seen);
            for (var i = 0; i < seen.Length; i++)
            {
                if (!seen[i] && type.Properties[i].IsRequired)
                    Add(type.Properties[i].Name, new("This member is missing.", "Этот элемент отсутствует."));
            }
        }
        for (var i = 0; i < seen.Length; i++)
        {
            if (!seen[i] && type.Properties[i].IsRequired)
                Harmless(type.Properties[i]);
        }
        repaired.WriteEndObject();
    }

    private void Member(JsonProperty given, JsonTypeInfo type, bool[] seen)
    {
        if (JsonText.Of(given) is not { } name)
        {
            Add(new Phrase("A member here has a name that is not valid Unicode.", "Имя одного из элементов здесь не соответствует Unicode."));
            return;
        }

        var at = 0;
        while (at < seen.Length && type.Properties[at].Name != name)
            at++;
        if (at == seen.Length)
            Add(name, new("This member is not known here.", "Такого элемента здесь быть не должно."));
        else if (seen[at])
            Add(name, new("This member stands here more than once.", "Этот элемент указан здесь более одного раза."));
        else
            Member(given.Value, type.Properties[at], out seen[at]);
    }

    private void Member(JsonElement value, JsonPropertyInfo member, out bool seen)
    {
        seen = true;
        path.Push(member.Name);
        repaired.WritePropertyName(member.Name);
        Value(value, TypeOf(member), MayBeNull(member));
        path.Pop();
    }

    private void Leaf(JsonElement element, JsonLeaf leaf)
    {
        if (leaf.FaultOf(element) is { } error)
        {
            Add(error);
            repaired.WriteRawValue(leaf.Harmless);
        }
        else if (leaf.IsAnything)
            repaired.WriteRawValue(leaf.Harmless);
        else
        {
            element.WriteTo(repaired);
        }
    }

    private void Harmless(JsonPropertyInfo member)
    {
        repaired.WritePropertyName(member.Name);
        var type = TypeOf(member);
        if (type.Converter is IListJson)
            repaired.WriteRawValue("[]");
        else if (type.Kind != JsonTypeInfoKind.Object)
            repaired.WriteRawValue(JsonLeaf.Of(type).Harmless);
        else
        {
            repaired.WriteStartObject();
            foreach (var below in type.Properties.Where(below => below.IsRequired))
                Harmless(below);
            repaired.WriteEndObject();
        }
    }

    private bool Is(JsonValueKind kind, JsonElement element, Phrase expected)
    {
        if (element.ValueKind != kind)
            Add(JsonLeaf.Unexpected(expected, element.ValueKind));
        return element.ValueKind == kind;
    }

    private void Add(string member, Phrase message)
    {
        path.Push(member);
        Add(message);
        path.Pop();
    }

    private void Add(Phrase message)
    {
        if (!IsFull)
            errors.Add(errors.Count < MostFaults ? new ValidationError(path.ToPointer(), message) : ValidationError.MoreThan(MostFaults));
    }

    private JsonTypeInfo TypeOf(JsonPropertyInfo member) => options.GetTypeInfo(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType);

    private static bool MayBeNull(JsonPropertyInfo member) =>
        member.AssociatedParameter?.IsNullable ?? (member.IsSetNullable || Nullable.GetUnderlyingType(member.PropertyType) is not null);
}
