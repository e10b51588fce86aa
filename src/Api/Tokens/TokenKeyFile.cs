using System.Runtime.InteropServices;

namespace RmsOrleans.Api.Tokens;

/// <summary>The file of the keys, which only its owner may read. It changes whole or not at all: it is written beside its place, then gets its name.</summary>
internal static class TokenKeyFile
{
    private const string TokenKeyName = "token key";

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Made on first use; two programs that start at once agree.</summary>
    /// <param name="name">What messages call the key.</param>
    public static StoredKeys ReadOrMake(string path, string name = TokenKeyName)
    {
        if (!File.Exists(path))
            Make(path, name);
        return Read(path, name);
    }

    /// <summary>
    /// Where a key lies by the settings, else in the data folder that the program was given. A folder that was named is not made: a key in a misspelt place would be one
    /// that no other node has.
    /// </summary>
    /// <param name="named">What the setting says, if anything.</param>
    /// <param name="usual">The file's name in the data folder.</param>
    /// <exception cref="TokenKeyException">The folder that was named is not there.</exception>
    public static string PathOf(string? named, string setting, string usual, IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(named))
            return Path.Combine(configuration["Data:Folder"] ?? "data", usual);
        return Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(named)))
            ? named
            : throw new TokenKeyException($"{setting} names {named}, in a folder that does not exist.");
    }

    /// <exception cref="TokenKeyException">It cannot be read, is open to others, or holds no key to sign with.</exception>
    public static StoredKeys Read(string path, string name = TokenKeyName)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
                throw new TokenKeyException($"the {name} {path} is open to others than its owner; close it with chmod 600.");
            return StoredKeys.Parse(File.ReadAllText(path));
        }
        catch (FormatException wrong)
        {
            throw new TokenKeyException($"the {name} {path} {wrong.Message}.", wrong);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TokenKeyException($"the {name} {path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// Changes what is there. Whoever reads meanwhile finds the old keys or the new ones, after a crash too; a second one that would change
    /// them is refused.
    /// </summary>
    public static StoredKeys Change(string path, Func<StoredKeys, StoredKeys> change)
    {
        try
        {
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path; // a link that nodes share stays one
            using var alone = Open($"{file}.lock", FileMode.OpenOrCreate, FileOptions.DeleteOnClose);
            var changed = change(Read(file));
            var beside = $"{file}.next";
            File.Delete(beside); // of one that was killed
            Write(beside, changed);
            File.Move(beside, file, overwrite: true);
            return changed;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TokenKeyException($"the token key {path} cannot be changed: {failure.Message}", failure);
        }
    }

    private static void Make(string path, string name)
    {
        try
        {
            MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var beside = $"{path}.{Guid.NewGuid():N}";
            try
            {
                Write(beside, StoredKeys.New());
                Link(beside, path);
            }
            finally
            {
                File.Delete(beside);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TokenKeyException($"the {name} {path} cannot be made: {failure.Message}", failure);
        }
    }

    private static void Write(string path, StoredKeys keys)
    {
        using var file = Open(path, FileMode.CreateNew, FileOptions.None);
        using var writer = new StreamWriter(file);
        writer.Write(keys);
        writer.Flush();
        file.Flush(flushToDisk: true);
    }

    /// <summary>For its owner, and for nobody else at the same time.</summary>
    private static FileStream Open(string path, FileMode mode, FileOptions how)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, Options = how };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
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
