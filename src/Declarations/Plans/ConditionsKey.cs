using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Declarations.Conditions;

namespace RmsOrleans.Declarations.Plans;

/// <summary>
/// Names what conditions hit: two with the same key hit the same declarations of a segment. In it are what is asked, in its order, the register, how texts are folded, and the build of this project, since
/// another build may mean something else by the same words.
/// </summary>
public static class ConditionsKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private static readonly string build = typeof(ConditionsKey).Module.ModuleVersionId.ToString("N");

    /// <returns>SHA-256, hexadecimal.</returns>
    public static string Of(RiskConditions conditions, AuthorityTree register, Folding folding)
    {
        var text = new StringBuilder();
        Add(build);
        Add(register.Fingerprint);
        Add(folding.Name);
        foreach (var part in (ImmutableArray<Condition>[])[conditions.Lists, conditions.Indicators])
        {
            Add($"{part.Length}");
            foreach (var condition in part)
            {
                Add(condition.Field.Name);
                Add($"{condition.Comparison} {condition.IsExclusion} {condition.Values.Length}");
                foreach (var value in condition.Values)
                    Add(value);
            }
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // With its length before it no text can be taken for two.
        void Add(string what) => text.Append(what.Length).Append(':').Append(what);
    }
}
