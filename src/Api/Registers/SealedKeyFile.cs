using Microsoft.Extensions.Options;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Api.Registers;

/// <summary>Settings of registers.</summary>
internal sealed class RegisterSettings
{
    public const string Section = "Registers";

    /// <summary>The file with the keys of closed circles; without it no entry of one is registered or read here.</summary>
    public string? SealedKeyFile { get; set; }
}

/// <summary>
/// The keys of closed circles in a file: a line for each, the base64 of 32 bytes. The first seals, the others open what was sealed before. It is read anew when it is needed, so that a
/// rotation needs no restart; the program never makes it, since a key that nobody keeps is a text that nobody reads again.
/// </summary>
internal sealed class SealedKeyFile : ISealing
{
    /// <summary>A mounted secret may be read by others than its owner, and is closed by its folder; whoever may write it could put a key of theirs into it.</summary>
    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly string? path;
    private readonly ILogger<SealedKeyFile> log;

    /// <exception cref="TokenKeyException">A file is named that cannot be used.</exception>
    public SealedKeyFile(IOptions<RegisterSettings> settings, ILogger<SealedKeyFile> log)
    {
        (this.log, path) = (log, string.IsNullOrWhiteSpace(settings.Value.SealedKeyFile) ? null : settings.Value.SealedKeyFile);
        if (path is not null)
            Read(path);
    }

    public Sealer? Current
    {
        get
        {
            try
            {
                return path is null ? null : Read(path);
            }
            catch (TokenKeyException unusable)
            {
                log.SealedKeysNotRead(unusable);
                return null;
            }
        }
    }

    private static Sealer Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
                throw new TokenKeyException($"the key file of closed circles {path} can be written by others than its owner; close it with chmod 600.");
            var keys = File.ReadAllLines(path).Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => Key(path, line)).ToArray();
            return keys.Length > 0 ? new Sealer(keys) : throw new TokenKeyException($"the key file of closed circles {path} is empty.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TokenKeyException($"the key file of closed circles {path} cannot be read: {failure.Message}", failure);
        }
    }

    private static byte[] Key(string path, string base64)
    {
        var key = new byte[Sealer.KeyBytes + 1];
        return Convert.TryFromBase64String(base64, key, out var length) && length == Sealer.KeyBytes
            ? key[..length]
            : throw new TokenKeyException($"the key file of closed circles {path} is damaged: each of its lines is the base64 of {Sealer.KeyBytes} bytes.");
    }
}

internal static partial class SealedKeyLog
{
    [LoggerMessage(1551, LogLevel.Error, "The keys of closed circles cannot be read; their entries are neither registered nor read on this node.")]
    public static partial void SealedKeysNotRead(this ILogger log, Exception exception);
}
