using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Api.Json;

/// <summary>Reads the body of a request: a fast typed read, and only when that fails a walk that names every fault.</summary>
internal static class JsonBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static BodyRead<T> Read<T>(ReadOnlyMemory<byte> utf8) where T : class => Read(utf8, ApiJson.Body<T>());

    public static BodyRead<T> Read<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type) where T : class
    {
        if (utf8.Span.StartsWith(ByteOrderMark))
            utf8 = utf8[ByteOrderMark.Length..];
        try
        {
            if (JsonSerializer.Deserialize(utf8.Span, type) is { } value)
                return new BodyRead<T>(value, []);
        }
        catch (JsonException)
        {
            // The walk says what is wrong.
        }
        return BodyWalk.Read(utf8, type);
    }
}

/// <summary>
/// A body as read. With faults, <paramref name="Value"/> is the body with harmless values in the faulty places, so that the rules can find
/// what else is wrong (<c>DraftChecks.Faults</c>); it is null if nothing could be read at all.
/// </summary>
internal readonly record struct BodyRead<T>(T? Value, ImmutableArray<ValidationError> Errors) where T : class;

/// <summary>
/// What was asked, whatever its spelling: the command as it was understood, written anew with its members in one order, times in UTC, and
/// everything said that may be left out. White space, escapes, order, offsets, and nulls or empty lists in place of nothing do not matter.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonSerializerOptions options = Options();

    /// <summary>What a hash calls a command. Hashes are kept in journals, so a name stays when its class is renamed.</summary>
    internal static readonly FrozenDictionary<Type, string> Names = DraftCommandTable.All.Rows.Select(row => (row.Command, row.StoredName))
        .Concat(ProfileCommandTable.All.Rows.Select(row => (row.Command, row.StoredName)))
        .Concat(ControlCommandTable.All.Rows.Select(row => (row.Command, row.StoredName)))
        .ToFrozenDictionary(each => each.Command, each => each.StoredName);

    [ThreadStatic]
    private static IncrementalHash? shared;

    /// <summary>Hexadecimal SHA-256 of a command of these tables; two bodies that mean the same have the same hash.</summary>
    public static string Hash(object command)
    {
        var canonical = JsonSerializer.SerializeToUtf8Bytes(command, options.GetTypeInfo(command.GetType()));
        var hash = shared ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Names[command.GetType()]));
        hash.AppendData(canonical);
        foreach (var file in command is Submit submit ? submit.Files() : [])
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{file.To} {file.Sha256} {file.Name}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(ApiJson.Default.Options)
        {
            TypeInfoResolver = ApiJson.Resolver,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Insert(0, new UtcJson());
        return options;
    }

    private sealed class UtcJson : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("The canonical form is only written.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToUniversalTime());
    }
}
