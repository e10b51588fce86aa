using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Api.Json;

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
        .ToFrozenDictionary(each => each.Command, each => each.StoredName);

    [ThreadStatic]
    private static IncrementalHash? shared;

    /// <summary>Hexadecimal SHA-256 of a command; two bodies that mean the same have the same hash.</summary>
    public static string Hash(DraftCommand command) => HashOf(command);

    /// <inheritdoc cref="Hash(DraftCommand)"/>
    public static string Hash(ProfileCommand command) => HashOf(command);

    private static string HashOf(object command)
    {
        var canonical = JsonSerializer.SerializeToUtf8Bytes(command, options.GetTypeInfo(command.GetType()));
        var hash = shared ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Names[command.GetType()]));
        hash.AppendData(canonical);
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
