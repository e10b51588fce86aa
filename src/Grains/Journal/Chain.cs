using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RmsOrleans.Grains.Journal;

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

    private readonly struct Link()
    {
        [ThreadStatic]
        private static IncrementalHash? shared;

        private readonly IncrementalHash hash = shared ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public Link Add(ReadOnlySpan<byte> field)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
            hash.AppendData(length);
            hash.AppendData(field);
            return this;
        }

        public Link Add(string field) => Add(Encoding.UTF8.GetBytes(field));

        public Link Add(int field) => Add((long)field);

        public Link Add(DateTimeOffset field) => Add(field.ToUnixTimeMilliseconds());

        public Link Add(long field)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(bytes, field);
            return Add(bytes);
        }

        public Link Add(Guid field)
        {
            Span<byte> bytes = stackalloc byte[16];
            field.TryWriteBytes(bytes, bigEndian: true, out _);
            return Add(bytes);
        }

        public byte[] Hash() => hash.GetHashAndReset();
    }
}
