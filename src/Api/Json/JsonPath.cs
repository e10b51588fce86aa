using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace RmsOrleans.Api.Json;

/// <summary>Where a walk over a document stands; written as a JSON pointer (RFC 6901) only when it is asked for.</summary>
internal sealed class JsonPath
{
    private const int LongestName = 100;

    private readonly List<(string? Member, int Index)> steps = [];

    public void Push(string member) => steps.Add((member, 0));

    public void Push(int index) => steps.Add((null, index));

    public void Pop() => steps.RemoveAt(steps.Count - 1);

    public string ToPointer()
    {
        var pointer = new StringBuilder();
        foreach (var (member, index) in steps)
            pointer.Append('/').Append(member is null ? index.ToString(CultureInfo.InvariantCulture) : Escape(member));
        return pointer.ToString();
    }

    /// <summary>A member's name comes from the caller; a long one is cut.</summary>
    private static string Escape(string member)
    {
        var cut = char.IsHighSurrogate(member[Math.Min(member.Length, LongestName) - 1]) ? LongestName - 1 : LongestName;
        return (member.Length > LongestName ? $"{member[..cut]}…" : member).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }
}

/// <summary>A type of value without members. <paramref name="Harmless"/> is the JSON that stands in for a faulty value.</summary>
internal sealed record JsonLeaf(JsonValueKind Kind, Phrase Expected, string Harmless, Func<JsonElement, bool> Accepts)
{
    private static readonly Dictionary<Type, JsonLeaf> plain = new()
    {
        [typeof(string)] = new(JsonValueKind.String, JsonText.Kind(JsonValueKind.String), "\"\"", _ => true),
        [typeof(JsonElement)] = new(JsonValueKind.Undefined, new("a value", "значение"), "null", _ => true),
        [typeof(bool)] = new(JsonValueKind.True, new("true or false", "true или false"), "false", _ => true),
        [typeof(int)] = WholeNumber<int>(int.MaxValue),
        [typeof(long)] = WholeNumber<long>(long.MaxValue),
    };

    public static JsonLeaf Of(JsonTypeInfo type) =>
        type.Converter is IOneString one
            ? new(JsonValueKind.String, one.Expected, $"\"{one.Example}\"", element => one.Accepts(element.GetString()!))
            : plain.GetValueOrDefault(type.Type) ?? throw new NotSupportedException($"Nobody has said how a faulty {type.Type} in a body is explained.");

    private static JsonLeaf WholeNumber<T>(T most) where T : struct, IBinaryInteger<T> => new(
        JsonValueKind.Number, new($"a whole number in digits, at most {most}", $"целое число цифрами, не более {most}"), "0", element => Json.WholeNumber.TryRead<T>(element.GetRawText(), out _));

    /// <summary>Whatever is JSON will do, and nobody looks into it.</summary>
    public bool IsAnything => Kind == JsonValueKind.Undefined;

    /// <summary>What is wrong with a value, without repeating it; null if nothing is.</summary>
    public Phrase? FaultOf(JsonElement element)
    {
        if (IsAnything)
            return null;

        var kind = element.ValueKind == JsonValueKind.False ? JsonValueKind.True : element.ValueKind;
        if (kind == JsonValueKind.String && JsonText.Of(element) is null)
        {
            return new(
                "The text is not valid Unicode: it has half of a surrogate pair.", "Текст не соответствует Unicode: в нём половина суррогатной пары.");
        }
        if (kind != Kind)
            return Unexpected(Expected, element.ValueKind);
        return Accepts(element) ? null : new($"Expected {Expected.En}.", $"Ожидается {Expected.Ru}.");
    }

    public static Phrase Unexpected(Phrase expected, JsonValueKind found) => new(
        $"Expected {expected.En}, found {JsonText.Kind(found).En}.", $"Ожидается {expected.Ru}, получено: {JsonText.Kind(found).Ru}.");
}
