using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>
/// Seals what entries of closed circles say, and opens it again: AES-256-GCM. Lines have what the sealed text hashes to, so chains are verified, exported and imported without a key. The first
/// key seals; the others are those of before.
/// </summary>
public sealed class Sealer
{
    public const int KeyBytes = 32;

    private const string Mark = "sealed-1";
    private const int BytesOfId = 6;

    private static readonly int nonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int tagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly ImmutableArray<(string Id, byte[] Key)> keys;

    /// <param name="keys">Of 32 bytes each, at least one.</param>
    public Sealer(IEnumerable<byte[]> keys) => this.keys = [.. keys.Select(key => (IdOf(key), key))];

    /// <summary>Whether a text is one that was sealed.</summary>
    internal static bool IsSealed(string text) => text.StartsWith($"{Mark}:", StringComparison.Ordinal);

    /// <param name="salt">Random, used for this command alone; no two texts of a command have the same name.</param>
    internal string Seal(byte[] salt, string name, string text)
    {
        var (id, key) = keys[0];
        var bytes = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[nonceBytes + tagBytes + bytes.Length];
        var nonce = sealedBytes.AsSpan(0, nonceBytes);
        HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes($"nonce\n{name}")).AsSpan(0, nonceBytes).CopyTo(nonce);
        using var aes = new AesGcm(key, tagBytes);
        aes.Encrypt(nonce, bytes, sealedBytes.AsSpan(nonceBytes + tagBytes), sealedBytes.AsSpan(nonceBytes, tagBytes), Encoding.UTF8.GetBytes(name));
        return $"{Mark}:{id}:{Convert.ToBase64String(sealedBytes)}";
    }

    /// <exception cref="SealedKeyException">The key that sealed it is not here, or it is not what was sealed under this name.</exception>
    internal string Open(string name, string text)
    {
        if (text.Split(':') is not [Mark, var id, var base64] || keys.FirstOrDefault(each => each.Id == id) is not { Key: { } key })
            throw new SealedKeyException();
        var sealedBytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, sealedBytes, out var length) || length < nonceBytes + tagBytes)
            throw new SealedKeyException();
        var bytes = new byte[length - nonceBytes - tagBytes];
        try
        {
            using var aes = new AesGcm(key, tagBytes);
            aes.Decrypt(
                sealedBytes.AsSpan(0, nonceBytes), sealedBytes.AsSpan(nonceBytes + tagBytes, bytes.Length), sealedBytes.AsSpan(nonceBytes, tagBytes), bytes, Encoding.UTF8.GetBytes(name));
        }
        catch (CryptographicException)
        {
            throw new SealedKeyException();
        }
        return Encoding.UTF8.GetString(bytes);
    }

    private static string IdOf(byte[] key) => Base64Url.EncodeToString(SHA256.HashData(key).AsSpan(0, BytesOfId));
}

/// <summary>The keys of closed circles, where this program has been given some.</summary>
public interface ISealing
{
    /// <summary>Null where it has none.</summary>
    Sealer? Current { get; }
}

/// <summary>What an entry of a closed circle says cannot be sealed or opened here. It tells nothing of the entry.</summary>
[GenerateSerializer, Alias("sealed-key")]
public sealed class SealedKeyException() : Exception("This program has no key that what closed circles say can be sealed or opened with.");
