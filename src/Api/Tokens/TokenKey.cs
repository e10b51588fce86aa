using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace RmsOrleans.Api.Tokens;

/// <summary>Random bytes that sign tokens, or once did. Tokens name it by <c>kid</c>, the beginning of its SHA-256.</summary>
public sealed class TokenKey : SymmetricSecurityKey
{
    public const int FewestBytes = 32;
    public const int MostBytes = 4096;

    private const int Bytes = 64;
    private const int BytesOfId = 8;

    private readonly CancellationTokenSource dropped = new();

    internal TokenKey(byte[] bytes) : base(bytes) => KeyId = Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, BytesOfId));

    /// <summary>Cancelled when its tokens are taken no longer: those that are remembered are forgotten, streams that they opened end.</summary>
    internal CancellationToken Dropped => dropped.Token;

    internal static TokenKey New() => new(RandomNumberGenerator.GetBytes(Bytes));

    internal void Drop() => _ = dropped.CancelAsync();
}

/// <summary>The file of the keys is not one that this system would sign with; the message names it.</summary>
public sealed class TokenKeyException(string message, Exception? inner = null) : Exception(message, inner);
