using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace RmsOrleans.Api.Tokens;

/// <summary>
/// Seals what a browser carries from one node to another and neither reads nor changes: AES-GCM, with keys derived from the one of
/// <c>Authentication:KeyFile</c>, which all nodes share. So there is no key ring of ASP.NET's data protection, which nodes would have to share besides.
/// </summary>
public sealed class KeyedProtection(TokenKeys keys) : IDataProtectionProvider
{
    public IDataProtector CreateProtector(string purpose) => new Protector(keys, $"rms sealed\n{purpose}");

    /// <summary>The id of the key, a random nonce, the tag, and what is sealed.</summary>
    private sealed class Protector(TokenKeys keys, string purpose) : IDataProtector
    {
        private const int NonceAt = TokenKey.BytesOfId;
        private const int NonceBytes = 12;
        private const int TagAt = NonceAt + NonceBytes;
        private const int TagBytes = 16;
        private const int TextAt = TagAt + TagBytes;

        public IDataProtector CreateProtector(string purpose1) => new Protector(keys, $"{purpose}\n{purpose1}");

        public byte[] Protect(byte[] plaintext)
        {
            var key = keys.Signing;
            var made = new byte[TextAt + plaintext.Length];
            var id = made.AsSpan(0, NonceAt);
            var nonce = made.AsSpan(NonceAt, NonceBytes);
            Base64Url.DecodeFromChars(key.KeyId, id);
            RandomNumberGenerator.Fill(nonce);
            using var sealing = new AesGcm(key.For(purpose).Key, TagBytes);
            sealing.Encrypt(nonce, plaintext, made.AsSpan(TextAt), made.AsSpan(TagAt, TagBytes), id);
            return made;
        }

        /// <exception cref="CryptographicException">It was not sealed here, was changed since, or its key is known no longer.</exception>
        public byte[] Unprotect(byte[] protectedData)
        {
            if (protectedData.Length < TextAt)
                throw new CryptographicException("This is too short to have been sealed.");
            var made = protectedData.AsSpan();
            var id = made[..NonceAt];
            if (keys.Of(Base64Url.EncodeToString(id)) is not [TokenKey key])
                throw new CryptographicException("The key that sealed this is not known.");
            var text = new byte[protectedData.Length - TextAt];
            using var opening = new AesGcm(key.For(purpose).Key, TagBytes);
            opening.Decrypt(made.Slice(NonceAt, NonceBytes), made[TextAt..], made.Slice(TagAt, TagBytes), text, id);
            return text;
        }
    }
}
