using System.ComponentModel;
using System.Diagnostics;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>
/// A disk of a few megabytes, in memory, that everybody may write to. A shell holds it, and takes it away when this object or this process
/// ends, however that is.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string Holding = """mount -t tmpfs -o "size=$2,mode=1777" tmpfs "$1" || exit 1; echo mounted; cat; umount -l "$1" """;

    /// <summary>ENOSPC.</summary>
    private const int NoSpaceLeft = 28;

    private readonly Process holder;

    private SmallDisk(string folder, Process holder) => (Folder, this.holder) = (folder, holder);

    /// <summary>Null if there can be one here; else why not.</summary>
    public static string? WhyNone { get; } = CanBeMounted() ? null : "No small disk: to mount a tmpfs, run the tests as root, or let sudo ask for no password.";

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    public static async Task<SmallDisk> Mount(int megabytes)
    {
        var folder = NewFolder();
        var disk = new SmallDisk(folder, Hold(folder, megabytes));
        if (await disk.holder.StandardOutput.ReadLineAsync() == "mounted")
            return disk;

        await disk.DisposeAsync();
        throw new InvalidOperationException($"No tmpfs could be mounted over {folder}.");
    }

    /// <summary>Somebody's file takes all the room that is left.</summary>
    public async Task Fill()
    {
        await using var ballast = new FileStream(Ballast, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var piece = new byte[4096];
        try
        {
            while (true)
                await ballast.WriteAsync(piece);
        }
        catch (IOException full) when (full.HResult == NoSpaceLeft)
        {
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        holder.StandardInput.Close();
        await holder.WaitForExitAsync();
        holder.Dispose();
        Directory.Delete(Folder);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("rms-disk-").FullName;

    private static Process Hold(string folder, int megabytes)
    {
        string[] shell = [.. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["sudo", "-n"], "sh", "-c", Holding, "sh", folder, $"{megabytes}m"];
        return Process.Start(new ProcessStartInfo(shell[0], shell[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    private static bool CanBeMounted()
    {
        var folder = NewFolder();
        try
        {
            using var holder = Hold(folder, 1);
            holder.StandardInput.Close();
            holder.WaitForExit();
            return holder.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // no sudo, no sh
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}

/// <summary>A test of the program on SQLite on a <see cref="SmallDisk"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteDiskFactAttribute : FactAttribute
{
    public SqliteDiskFactAttribute() => Skip = SmallDisk.WhyNone;
}

/// <summary>A test of the program on a PostgreSQL of its own, of which something lies on a <see cref="SmallDisk"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresDiskFactAttribute : FactAttribute
{
    public PostgresDiskFactAttribute() => Skip = new PostgresFactAttribute().Skip ?? SmallDisk.WhyNone;
}
