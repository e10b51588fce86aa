namespace RmsOrleans.Grains.Kernel;

/// <summary>An authority code in JSON.</summary>
public sealed class AuthorityCodeJson() : OneString<AuthorityCode>("an eight-digit authority code that begins with 10", AuthorityCode.Fcs.Value)
{
    protected override bool TryParse(string text, out AuthorityCode value) => AuthorityCode.TryParse(text, out value);
}
