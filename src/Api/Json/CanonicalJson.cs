using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Drafts;
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
    internal static readonly FrozenDictionary<Type, string> Names = new Dictionary<Type, string>
    {
        [typeof(Submit)] = "Submit",
        [typeof(Prepare)] = "Prepare",
        [typeof(Edit)] = "Edit",
        [typeof(Sign)] = "Sign",
        [typeof(GiveVisa)] = "GiveVisa",
        [typeof(RefuseVisa)] = "RefuseVisa",
        [typeof(Register)] = "Register",
        [typeof(Discard)] = "Discard",
        [typeof(AssignExecutor)] = "AssignExecutor",
        [typeof(ConveneMeeting)] = "ConveneMeeting",
        [typeof(RecordMinutes)] = "RecordMinutes",
        [typeof(Resolve)] = "Resolve",
        [typeof(RecordInformation)] = "RecordInformation",
        [typeof(GiveOpinion)] = "GiveOpinion",
        [typeof(AgreeOpinion)] = "AgreeOpinion",
        [typeof(ReturnOpinion)] = "ReturnOpinion",
        [typeof(Resubmit)] = "Resubmit",
        [typeof(Withdraw)] = "Withdraw",
        [typeof(EditProfile)] = "EditProfile",
        [typeof(PrepareProfile)] = "PrepareProfile",
        [typeof(GiveProfileVisa)] = "GiveProfileVisa",
        [typeof(RefuseProfileVisa)] = "RefuseProfileVisa",
        [typeof(SignProfile)] = "SignProfile",
        [typeof(RequestApproval)] = "RequestApproval",
        [typeof(Approve)] = "Approve",
        [typeof(ReturnProfile)] = "ReturnProfile",
        [typeof(ReportApproval)] = "ReportApproval",
        [typeof(RegisterProfile)] = "RegisterProfile",
        [typeof(UpdateProfile)] = "UpdateProfile",
        [typeof(CancelProfile)] = "CancelProfile",
    }.ToFrozenDictionary();

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
            TypeInfoResolver = ApiJson.Default,
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
