using System.Text.Json;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Kernel;

/// <summary>The languages in which the program speaks with people.</summary>
public enum Language
{
    /// <summary>Also that of journals and logs.</summary>
    En,

    Ru,
}

/// <summary>
/// What people are told: a fault, a reason, a name. It is said once, in both languages at one place, where it is known; whoever answers picks
/// the language. Codes that programs go by are no phrases and stay as they are in both.
/// </summary>
[JsonConverter(typeof(PhraseJson))]
public sealed record Phrase(string En, string Ru)
{
    /// <summary>A code, a number or somebody's name, which is the same in both.</summary>
    public static Phrase Same(string text) => new(text, text);

    public static Phrase Joined(string separator, IEnumerable<Phrase> phrases)
    {
        Phrase[] all = [.. phrases];
        return new(string.Join(separator, all.Select(phrase => phrase.En)), string.Join(separator, all.Select(phrase => phrase.Ru)));
    }

    /// <summary>Names that somebody gave, in a Russian text.</summary>
    public static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"«{name}»"));

    public static Phrase operator +(Phrase one, Phrase other) => new(one.En + other.En, one.Ru + other.Ru);

    public string In(Language language) => language switch { Language.En => En, Language.Ru => Ru };

    /// <summary>With a capital and a full stop.</summary>
    internal Phrase AsSentence() => new($"{char.ToUpperInvariant(En[0])}{En[1..]}.", $"{char.ToUpperInvariant(Ru[0])}{Ru[1..]}.");

    public override string ToString() => En;
}

/// <summary>The names of an enum's members, made once.</summary>
/// <typeparam name="T">Counts from 0 on without a gap.</typeparam>
internal sealed class Phrases<T>(Func<T, Phrase> name) where T : struct, Enum
{
    private readonly Phrase[] names = Array.ConvertAll(Enum.GetValues<T>(), value => name(value));

    public Phrase this[int value] => names[value];
}

/// <summary>A phrase in JSON is a text in the one language of the answer.</summary>
public sealed class PhraseJson(Language language) : JsonConverter<Phrase>
{
    public PhraseJson()
        : this(Language.En)
    {
    }

    public override Phrase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A phrase is only written; nothing is decided by its words.");

    public override void Write(Utf8JsonWriter writer, Phrase value, JsonSerializerOptions options) => writer.WriteStringValue(value.In(language));
}
