using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace RmsOrleans.Api.Tokens;

/// <summary>The key that signs tokens: random bytes in a file that only its owner may read.</summary>
public sealed class TokenKey
{
    private const int Bytes = 64;
    private const int FewestBytes = 32;
    private const int MostBytes = 4096;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

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

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            throw new TokenKeyException($"the token key {path} is open to others than its owner; close it with chmod 600.");

        var key = new byte[MostBytes];
        if (!Convert.TryFromBase64String(Read(path), key, out var length))
            throw new TokenKeyException($"the token key {path} is damaged: it is not the base64 of a key.");
        return length >= FewestBytes
            ? new TokenKey(key[..length])
            : throw new TokenKeyException($"the token key {path} has {length} bytes; it must have {FewestBytes} or more.");
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TokenKeyException($"the token key {path} cannot be read: {failure.Message}", failure);
        }
    }

    private static void Make(string path)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new StreamWriter(beside, options))
                file.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
            Link(beside, path);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>
    /// Gives the file its name unless another program was first, whose key then is the key. Not by a move: on Unix that looks whether the name
    /// is free and then takes it, and two that look at once both take it.
    /// </summary>
    private static void Link(string file, string name)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                File.Move(file, name, overwrite: false);
            else if (link(file, name) != 0)
                throw new IOException($"{name} cannot be made: {Marshal.GetLastPInvokeErrorMessage()}");
        }
        catch (IOException) when (File.Exists(name))
        {
        }
    }

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string added);

    /// <summary>Whoever asks for a token before the first start makes the data folder, in which drafts will lie.</summary>
    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

/// <summary>The file of the key is not one that this system would sign with; the message names it.</summary>
public sealed class TokenKeyException(string message, Exception? inner = null) : Exception(message, inner);
