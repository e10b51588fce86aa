using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Declarations;

namespace RmsOrleans.Grains.Declarations;

/// <summary>How consignments are selected for control at random.</summary>
public sealed class SelectionSettings
{
    public const string Section = "Selection";

    /// <summary>Where the key is that draws are made with; without it <c>selection-key</c> in the data folder. Nodes with separate folders share one file.</summary>
    public string? KeyFile { get; set; }

    /// <summary>How many of the declarations that no profile hits are taken as a control sample, per cent: they alone tell what the profiles miss.</summary>
    [Range(0.1, 1.0)]
    public double ControlSamplePercent { get; set; } = 0.5;
}

/// <summary>
/// What makes draws repeatable, and unforeseeable for whoever does not have it: each day has a secret that follows from it. Without the key, no draw that was
/// made changes, since the record of a check says how it went; only that it was made so can no longer be shown.
/// </summary>
public sealed class SelectionKey(byte[] key)
{
    private const int BytesOfId = 8;

    /// <summary>By which the record of a check names the key: the beginning of its SHA-256.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, BytesOfId));

    /// <summary>The secret of a day in Moscow.</summary>
    public DaySecret Of(DateOnly day) => new(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(DayText.Of(day))));
}

/// <summary>What is drawn with on one day. It is made anew of the key each time, and stands nowhere.</summary>
public sealed class DaySecret(byte[] secret)
{
    private const string Sample = "control sample"; // which is no number of a profile

    /// <summary>How the draw for a hit went.</summary>
    public Draw For(DeclarationNumber declaration, RegistrationNumber profile) => Of(declaration, profile.ToString());

    /// <summary>How the draw for the control sample went.</summary>
    public Draw ForSample(DeclarationNumber declaration) => Of(declaration, Sample);

    private Draw Of(DeclarationNumber declaration, string what)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{declaration}\0{what}"), hash);
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }
}

/// <summary>A number drawn at random, each as likely as the other. Of two shares the larger selects whatever the smaller does.</summary>
public readonly record struct Draw(ulong Value)
{
    private const ulong Whole = 100;
    private const ulong Millionths = 1_000_000;

    /// <summary>Whether a share of so many per cent, 0 to 100, selects it.</summary>
    public bool IsWithin(int share) => Below(Whole) < (ulong)share;

    /// <summary>The same for a part of a per cent.</summary>
    public bool IsWithin(double percent) => Below(Millionths) < (ulong)Math.Round(percent * Millionths / Whole);

    private ulong Below(ulong bound) => Math.BigMul(Value, bound, out _);
}
