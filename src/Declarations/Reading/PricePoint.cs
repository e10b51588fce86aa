using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RmsOrleans.Declarations.Reading;

/// <summary>What goods cost in a month, as a source outside the declarations has it: statistics, an exchange, an offer.</summary>
public sealed record PricePoint
{
    /// <summary>Who publishes it, by a name that loads share: <c>fcs-statistics</c>.</summary>
    public required string Source { get; init; }

    /// <summary>By which the source tells it from others that are alike; null where it has none.</summary>
    public string? Reference { get; init; }

    /// <summary><see cref="Import"/> or <see cref="Export"/>.</summary>
    public required string Direction { get; init; }

    /// <summary>The first day of its month.</summary>
    public required DateOnly Month { get; init; }

    public required string CommodityCode { get; init; }

    public string? OriginCountry { get; init; }

    public string? Maker { get; init; }

    /// <summary>Of delivery, such as <c>CIF</c>.</summary>
    public string? Terms { get; init; }

    /// <summary>Of <see cref="Quantity"/>.</summary>
    public string? Unit { get; init; }

    public string? Region { get; init; }

    /// <summary>Under which the source may be used.</summary>
    public string? Licence { get; init; }

    /// <summary>US dollars, of the whole quantity.</summary>
    public required FixedPoint ValueUsd { get; init; }

    public FixedPoint? NetWeightKg { get; init; }

    /// <summary>In <see cref="Unit"/>.</summary>
    public FixedPoint? Quantity { get; init; }

    public const string Import = "IM";
    public const string Export = "EK";

    /// <summary>US dollars for each net kilogram, six places, half to even; null where there is no weight.</summary>
    public FixedPoint? PricePerKg => NetWeightKg is { } weight ? FixedPoint.Divide(ValueUsd, weight) : null;

    /// <summary>What tells it from all others: SHA-256 of what it is about, without its figures.</summary>
    public byte[] Key => Hash(Source, Reference, Direction, MonthText, CommodityCode, OriginCountry, Maker, Terms, Unit, Region);

    /// <summary>SHA-256 of its figures: the same key with other figures is a conflict.</summary>
    public byte[] Figures => Hash(ValueUsd.ToString(), NetWeightKg?.ToString(), Quantity?.ToString());

    /// <summary>Such as <c>2026-11</c>.</summary>
    public string MonthText => Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Texts cannot run into each other: each has its length before it, and one that is missing has none.</summary>
    private static byte[] Hash(params ReadOnlySpan<string?> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[12];
        foreach (var text in texts)
        {
            var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
            Utf8Formatter.TryFormat(text is null ? -1 : bytes.Length, length, out var digits);
            hash.AppendData(length[..digits]);
            hash.AppendData("\n"u8);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }
}
