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
            if (given.GetValueOrDefault<FileInfo?>() is { Exists: true } there)
                given.AddError($"{name}: {there.FullName} is there already.");
        });
        return option;
    }
}
