using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Kernel.Journal;

/// <summary>
/// One line of a draft's or profile's journal, as it is stored. <paramref name="Actor"/> and <paramref name="Payload"/> are the exact
/// bytes (UTF-8 JSON) that <paramref name="Hash"/> covers.
/// </summary>
[GenerateSerializer, Alias("journal-line"), Immutable]
public sealed record JournalLine(
    [property: Id(0)] Guid Subject,
    [property: Id(1)] int Line,
    [property: Id(2)] string Type,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] byte[] Actor,
    [property: Id(5)] byte[] Payload,
    [property: Id(6)] byte[] Hash);

/// <summary>A line that has been decided but has no place and time yet.</summary>
[GenerateSerializer, Alias("pending-line"), Immutable]
internal sealed record PendingLine([property: Id(0)] string Type, [property: Id(1)] byte[] Payload);

internal static class JournalLines
{
    /// <summary>Gives undated lines their place after line <paramref name="after"/>, their time and their link in the chain.</summary>
    public static ImmutableArray<JournalLine> Date(
        Guid subject, int after, byte[] previous, ImmutableArray<PendingLine> pending, byte[] actor, DateTimeOffset at)
    {
        var lines = ImmutableArray.CreateBuilder<JournalLine>(pending.Length);
        foreach (var (type, payload) in pending)
        {
            after++;
            previous = Chain.Line(previous, subject, after, type, at, actor, payload);
            lines.Add(new JournalLine(subject, after, type, at, actor, payload, previous));
        }
        return lines.MoveToImmutable();
    }
}

/// <summary>Who wrote a line, as it stands there for ever: the person or program, and the role in which it acted.</summary>
internal sealed record LineActor(string Subject, string Name, string Role, AuthorityCode Authority, string? Unit, bool Acting)
{
    private static readonly LineActorJson json = new(StoredJson.AsItIs(LineActorJson.Default.Options));

    /// <summary>What time does: the deadline watch, for the authority that is responsible for the deadline.</summary>
    public static byte[] Watch(AuthorityCode responsible) => Write(
        new LineActor("deadline-watch", "Deadline watch", Kernel.Role.System.Name(), responsible, null, false));

    public static LineActor Read(ReadOnlySpan<byte> stored) => JsonSerializer.Deserialize(stored, json.LineActor)!;

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

/// <summary>How JSON is stored: Russian text as it is, not as escapes three times as long.</summary>
internal static class StoredJson
{
    public static JsonSerializerOptions AsItIs(JsonSerializerOptions options) => new(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>
/// The two hash chains: each journal line to the line before it, each registration to the one before it in its sequence. Every field is
/// preceded by its length, so that no two different lines give the same bytes.
/// </summary>
public static class Chain
{
    /// <summary>What the first link follows.</summary>
    public static byte[] Start => new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 of a line and of the hash before it.</summary>
    public static byte[] Line(byte[] previous, Guid subject, int line, string type, DateTimeOffset at, byte[] actor, byte[] payload) =>
        new Link().Add(previous).Add(subject).Add(line).Add(type).Add(at).Add(actor).Add(payload).Hash();

    /// <summary>SHA-256 of a registration and of the hash before it in its sequence.</summary>
    public static byte[] Registration(byte[] previous, string number, Guid subject, int version, byte[] lineHash, DateTimeOffset at) =>
        new Link().Add(previous).Add(number).Add(subject).Add(version).Add(lineHash).Add(at).Hash();

    /// <summary>The fields one after the other in one buffer, and hashed at once: handing each to the hash by itself took longer than hashing.</summary>
    private readonly struct Link()
    {
        [ThreadStatic]
        private static ArrayBufferWriter<byte>? shared;

        private readonly ArrayBufferWriter<byte> bytes = shared ??= new ArrayBufferWriter<byte>(16 * 1024);

        public Link Add(ReadOnlySpan<byte> field)
        {
            AddLength(field.Length);
            bytes.Write(field);
            return this;
        }

        public Link Add(string field)
        {
            AddLength(Encoding.UTF8.GetByteCount(field));
            Encoding.UTF8.GetBytes(field, bytes);
            return this;
        }

        public Link Add(int field) => Add((long)field);

        public Link Add(DateTimeOffset field) => Add(field.ToUnixTimeMilliseconds());

        public Link Add(long field)
        {
            Span<byte> field8 = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(field8, field);
            return Add(field8);
        }

        public Link Add(Guid field)
        {
            Span<byte> field16 = stackalloc byte[16];
            field.TryWriteBytes(field16, bigEndian: true, out _);
            return Add(field16);
        }

        public byte[] Hash()
        {
            var hash = SHA256.HashData(bytes.WrittenSpan);
            bytes.ResetWrittenCount();
            return hash;
        }

        private void AddLength(int length)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), length);
            bytes.Advance(sizeof(int));
        }
    }
}

/// <summary>Times are stored and hashed in milliseconds, and never run backwards along a journal or a sequence.</summary>
internal static class Moments
{
    /// <summary>The later of the two, cut to milliseconds.</summary>
    public static DateTimeOffset NotBefore(DateTimeOffset now, DateTimeOffset? last) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(now.ToUnixTimeMilliseconds(), last?.ToUnixTimeMilliseconds() ?? long.MinValue));
}
