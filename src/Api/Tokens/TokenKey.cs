using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace RmsOrleans.Api.Tokens;

/// <summary>The key that signs tokens: random bytes in a file that only its owner may read.</summary>
public sealed class TokenKey
{
    private const int Bytes = 64;
    private const int FewestBytes = 32;

    private TokenKey(byte[] key) => Security = new SymmetricSecurityKey(key);

    internal SymmetricSecurityKey Security { get; }

    /// <summary>
    /// Made on first use. The file appears whole or not at all: it is written beside its place and linked there only if nobody was first, so
    /// two programs that start at once agree.
    /// </summary>
    public static TokenKey ReadOrMake(string path)
    {
        if (!File.Exists(path))
            Make(path);

        var key = Convert.FromBase64String(File.ReadAllText(path).Trim());
        return key.Length >= FewestBytes
            ? new TokenKey(key)
            : throw new InvalidOperationException($"The token key in {path} has {key.Length} bytes; it must have {FewestBytes} or more.");
    }

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new StreamWriter(beside, options))
                file.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another program was first; its key is the key.
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
