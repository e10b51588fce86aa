using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Api.Tokens;

/// <summary>How callers prove who they are.</summary>
public sealed class TokenSettings
{
    public const string Section = "Authentication";

    /// <summary>No token is issued for longer.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(12);

    /// <summary>Where the key is that signs tokens; without it <c>token-key</c> in the data folder. Nodes with separate folders share one file.</summary>
    public string? KeyFile { get; set; }

    /// <summary>How far the clocks of two machines may differ.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many validated tokens are remembered at the most.</summary>
    [Range(2, 1_000_000)]
    public int Remembered { get; set; } = 10_000;

    /// <summary>
    /// The file of the key, by these settings and the data folder that the program was given. A folder that was named is not made: a key in
    /// a misspelt place would be one that no other node has.
    /// </summary>
    public string KeyPath(IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(KeyFile))
            return Path.Combine(configuration["Data:Folder"] ?? "data", "token-key");
        return Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(KeyFile)))
            ? KeyFile
            : throw new TokenKeyException($"{Section}:{nameof(KeyFile)} names {KeyFile}, in a folder that does not exist.");
    }
}
