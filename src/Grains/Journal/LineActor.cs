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
    /// <summary>What nobody does but time: the watch of the authority that is responsible for the deadline.</summary>
    public static byte[] Watch(AuthorityCode responsible) => Write(
        new LineActor("deadline-watch", "Deadline watch", Actors.Role.System.Name(), responsible, null, false));

    /// <param name="draft">As it stood when the command was decided; null before its first line.</param>
    public static byte[] Write(Actor actor, DraftCommand command, Draft? draft) => Write(
        new LineActor(actor.Subject, actor.Name, DraftRights.RoleFor(draft, command, actor).Name(), actor.Authority, actor.Unit, command is IActing { Acting: true }));

    public static byte[] Write(Actor actor, Role role) =>
        Write(new LineActor(actor.Subject, actor.Name, role.Name(), actor.Authority, actor.Unit, Acting: false));

    private static byte[] Write(LineActor actor) => JsonSerializer.SerializeToUtf8Bytes(actor, StoredJson.Actor.LineActor);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(AuthorityCodeJson)])]
[JsonSerializable(typeof(LineActor))]
internal sealed partial class LineActorJson : JsonSerializerContext;
