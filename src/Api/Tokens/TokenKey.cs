using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace RmsOrleans.Api.Tokens;

/// <summary>Random bytes that sign tokens, or once did. Tokens name it by <c>kid</c>, the beginning of its SHA-256.</summary>
public sealed class TokenKey : SymmetricSecurityKey
{
    public const int FewestBytes = 32;
    public const int MostBytes = 4096;

    internal const int BytesOfId = 8;

    private const int Bytes = 64;
    private const int BytesForPurpose = 32;

    private readonly CancellationTokenSource dropped;

    internal TokenKey(byte[] bytes) : base(bytes) => (dropped, KeyId) = (new(), Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, BytesOfId)));

    private TokenKey(byte[] bytes, TokenKey origin) : base(bytes) => (dropped, KeyId) = (origin.dropped, origin.KeyId);

    /// <summary>Cancelled when its tokens are taken no longer: those that are remembered are forgotten, streams that they opened end.</summary>
    internal CancellationToken Dropped => dropped.Token;

    /// <summary>
    /// A key for this purpose alone, the same wherever this one is known. What it signs or seals is good for nothing else. It goes by the name of this one,
    /// and is dropped with it.
    /// </summary>
    internal TokenKey For(string purpose) => new(HKDF.DeriveKey(HashAlgorithmName.SHA256, Key, BytesForPurpose, info: Encoding.UTF8.GetBytes(purpose)), this);

    internal static TokenKey New() => new(RandomNumberGenerator.GetBytes(Bytes));

    internal void Drop() => _ = dropped.CancelAsync();
}

/// <summary>The file of the keys is not one that this system would sign with; the message names it.</summary>
public sealed class TokenKeyException(string message, Exception? inner = null) : Exception(message, inner);
