using System.Text.Json;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Numbering;

namespace RmsOrleans.Grains.Json;

/// <summary>An enum by its names; numbers are refused.</summary>
public sealed class EnumNames<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false) where T : struct, Enum;

/// <summary>A type that is one string in JSON.</summary>
public abstract class OneString<T>(string expected) : JsonConverter<T> where T : struct
{
    /// <summary>What a value looks like, for the fault that names a wrong one.</summary>
    public string Expected => expected;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out var value) ? value : throw new JsonException($"Expected {expected}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    protected abstract bool TryParse(string text, out T value);
}

public sealed class AuthorityCodeJson() : OneString<AuthorityCode>("an eight-digit authority code that begins with 10")
{
    protected override bool TryParse(string text, out AuthorityCode value) => AuthorityCode.TryParse(text, out value);
}

public sealed class RegistrationNumberJson() : OneString<RegistrationNumber>("a registration number such as 00/10216/21112026/00001")
{
    protected override bool TryParse(string text, out RegistrationNumber value) => RegistrationNumber.TryParse(text, out value);
}

public sealed class DraftIdJson() : OneString<DraftId>("a draft id")
{
    protected override bool TryParse(string text, out DraftId value) => DraftId.TryParse(text, out value);
}
