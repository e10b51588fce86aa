using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RmsOrleans.Grains.Kernel.Journal;

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
