using System.IO.Compression;
using RmsOrleans.Silo.Settings;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>What an earlier version of the program has left; <c>Stores/README.md</c> says what lies in each.</summary>
internal static class StoreOfBefore
{
    public static string Submission => PathOf("submission.json");

    public static string PathOf(string file) => Path.Combine(Installation.Repository!, "tests", "Cluster.Tests", "Stores", file);

    /// <summary>A data folder with this file as its <c>rms.db</c>.</summary>
    public static async Task<Site> OnSqlite(string file)
    {
        var site = Site.OnSqlite;
        await using var packed = new GZipStream(File.OpenRead(PathOf(file)), CompressionMode.Decompress);
        await using var store = File.Create(Path.Combine(site.Folder, "rms.db"));
        await packed.CopyToAsync(store);
        return site;
    }

    /// <summary>Restores the backup into the site's empty database, which changes nothing of what lies in it.</summary>
    public static async Task<Site> In(Site site, string file)
    {
        var restored = await CommandRun.Of(["restore", "--from", PathOf(file), "--data", site.Folder, .. site.Storage]);
        Assert.True(restored.ExitCode == 0, restored.ToString());
        return site;
    }
}
