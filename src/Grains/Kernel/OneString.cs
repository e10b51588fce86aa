using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Kernel;

/// <summary>What is known of a type that is one string in JSON, for explaining a fault or writing a schema.</summary>
public interface IOneString
{
    /// <summary>What a value looks like, for the fault that names a wrong one.</summary>
    Phrase Expected { get; }

    /// <summary>A value that is read without a fault.</summary>
    string Example { get; }

    bool Accepts(string text);
}

/// <summary>A type that is one string in JSON.</summary>
public abstract class OneString<T>(Phrase expected, string example) : JsonConverter<T>, IOneString where T : struct
{
    public Phrase Expected => expected;

    public string Example => example;

    public bool Accepts(string text) => TryParse(text, out _);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out var value) ? value : throw new JsonException($"Expected {Expected}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    protected abstract bool TryParse(string text, out T value);
}

/// <summary>A type that is one of some names in JSON.</summary>
public interface IEnumNames
{
    IReadOnlyList<string> Names { get; }
}

/// <summary>An enum by its names and nothing else: no numbers, no other case, no lists.</summary>
public class EnumNames<T> : OneString<T>, IEnumNames where T : struct, Enum
{
    private static readonly T[] values = Enum.GetValues<T>();

    private readonly JsonEncodedText[] names;

    public EnumNames()
        : this(name => name)
    {
    }

    protected EnumNames(Func<string, string> spelling)
        : this(Array.ConvertAll(values, value => spelling(value.ToString())))
    {
    }

    private EnumNames(string[] names)
        : base(new($"one of {string.Join(", ", names)}", $"одно из значений: {string.Join(", ", names)}"), names[0])
    {
        this.names = Array.ConvertAll(names, name => JsonEncodedText.Encode(name));
        Names = names;
    }

    public IReadOnlyList<string> Names { get; }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        for (var i = 0; i < names.Length && reader.TokenType == JsonTokenType.String; i++)
        {
            if (reader.ValueTextEquals(names[i].EncodedUtf8Bytes))
                return values[i];
        }
        throw new JsonException($"Expected {Expected}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(names[Array.IndexOf(values, value)]);

    protected override bool TryParse(string text, out T value)
    {
        var at = Array.FindIndex(names, name => name.Value == text);
        value = at < 0 ? default : values[at];
        return at >= 0;
    }
}

/// <summary>An enum by its names in the spelling of JSON members: <c>lessOrEqual</c>.</summary>
public sealed class EnumCamelCaseNames<T>() : EnumNames<T>(JsonNamingPolicy.CamelCase.ConvertName) where T : struct, Enum;

/// <summary>A day as <c>YYYY-MM-DD</c> and in no other form.</summary>
public static class DayText
{
    public static string Of(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    public static DateOnly Read(string text) => TryRead(text, out var day) ? day : throw new FormatException($"'{text}' is not a day.");

    /// <summary>By hand, since each draft has many days, and parsing by a format asks the culture at each sign.</summary>
    public static bool TryRead(string text, out DateOnly day)
    {
        day = default;
        if (text is not [_, _, _, _, '-', _, _, '-', _, _] || Number(text, 0, 4) is not (>= 1 and var year) || Number(text, 5, 2) is not (>= 1 and <= 12 and var month)
            || Number(text, 8, 2) is not (>= 1 and var dayOfMonth) || dayOfMonth > DateTime.DaysInMonth(year, month))
            return false;
        day = new(year, month, dayOfMonth);
        return true;
    }

    /// <summary>A month such as 2026-11, as its first day.</summary>
    public static bool TryReadMonth(string text, out DateOnly month) => TryRead($"{text}-01", out month);

    /// <summary>Negative if not all of them are digits.</summary>
    private static int Number(string text, int from, int digits)
    {
        var number = 0;
        foreach (var digit in text.AsSpan(from, digits))
        {
            if (!char.IsAsciiDigit(digit))
                return -1;
            number = number * 10 + (digit - '0');
        }
        return number;
    }
}
