using System.CommandLine;

namespace RmsOrleans.Silo.Commands;

internal static class NewFile
{
    /// <summary>An option that names a file to be written; one that is there is not written over.</summary>
    public static Option<FileInfo?> Option(string name, string description, bool required)
    {
        var option = new Option<FileInfo?>(name) { Description = description, Required = required };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var path }] && ValidationError(path) is { } error)
                given.AddError($"{name}: {error}");
        });
        return option;
    }

    private static string? ValidationError(string given)
    {
        if (given.Length == 0)
            return "expected the name of a file.";
        var path = Path.GetFullPath(given);
        if (Path.Exists(path))
            return $"{path} is there already.";
        return Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder) ? $"there is no folder {folder}." : null;
    }
}
