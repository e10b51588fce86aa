namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// A grain's key is made beside its noun, and has a prefix that is not hexadecimal and no plus sign: the Orleans ADO.NET providers fold keys
/// that look like numbers (dotnet/orleans#9706).
/// </summary>
internal static class GrainKey
{
    /// <summary>What a key says beside its prefix.</summary>
    public static string Tail(this IGrainWithStringKey grain, string prefix)
    {
        var key = grain.GetPrimaryKeyString();
        return key.StartsWith(prefix, StringComparison.Ordinal)
            ? key[prefix.Length..]
            : throw new InvalidOperationException($"The grain key '{key}' does not begin with '{prefix}'.");
    }
}
