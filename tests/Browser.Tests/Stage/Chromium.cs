namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>The browser of the machine, such as Debian's package 'chromium-headless-shell': the one that RMS_TEST_CHROMIUM names, or the first on the path.</summary>
internal static class Chromium
{
    public const string Missing = "No Chromium: install Debian's package 'chromium-headless-shell', or name one in RMS_TEST_CHROMIUM.";

    /// <summary>The one without windows first: it takes about half the processor time.</summary>
    private static readonly string[] names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    /// <summary>Null where there is none.</summary>
    public static string? Program { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("RMS_TEST_CHROMIUM") is { Length: > 0 } given)
            return given;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin");
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
