using System.Text.Json;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Json;

namespace RmsOrleans.Grains.Journal;

/// <summary>Who wrote a line, as it stands there for ever: the person or program, and the role in which it acted.</summary>
internal sealed record LineActor(string Subject, string Name, string Role, AuthorityCode Authority, string? Unit, bool Acting)
{
    /// <param name="draft">As it stood when the command was decided; null before its first line.</param>
    public static byte[] Write(Actor actor, DraftCommand command, Draft? draft) => JsonSerializer.SerializeToUtf8Bytes(
        new LineActor(actor.Subject, actor.Name, DraftRights.RoleFor(draft, command, actor).Name(), actor.Authority, actor.Unit, command is IActing { Acting: true }),
        StoredJson.Actor.LineActor);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(AuthorityCodeJson)])]
[JsonSerializable(typeof(LineActor))]
internal sealed partial class LineActorJson : JsonSerializerContext;
