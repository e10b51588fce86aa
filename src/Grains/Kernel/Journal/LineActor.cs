using System.Text.Json;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Kernel.Journal;

/// <summary>Who wrote a line, as it stands there for ever: the person or program, and the role in which it acted.</summary>
internal sealed record LineActor(string Subject, string Name, string Role, AuthorityCode Authority, string? Unit, bool Acting)
{
    private static readonly LineActorJson json = new(StoredJson.AsItIs(LineActorJson.Default.Options));

    /// <summary>What time does: the deadline watch, for the authority that is responsible for the deadline.</summary>
    public static byte[] Watch(AuthorityCode responsible) => Write(
        new LineActor("deadline-watch", "Deadline watch", Kernel.Role.System.Name(), responsible, null, false));

    /// <param name="acting">For the holder of the office.</param>
    public static byte[] Write(Actor actor, Role role, bool acting = false) =>
        Write(new LineActor(actor.Subject, actor.Name, role.Name(), actor.Authority, actor.Unit, acting));

    private static byte[] Write(LineActor actor) => JsonSerializer.SerializeToUtf8Bytes(actor, json.LineActor);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(AuthorityCodeJson)])]
[JsonSerializable(typeof(LineActor))]
internal sealed partial class LineActorJson : JsonSerializerContext;
