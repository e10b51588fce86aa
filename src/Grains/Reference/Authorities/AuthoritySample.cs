namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>The small sample of authorities that ships with the program, for a first start; the full classifier is imported.</summary>
public static class AuthoritySample
{
    public static Stream Open() =>
        typeof(AuthoritySample).Assembly.GetManifestResourceStream("authorities-sample.csv")
        ?? throw new InvalidOperationException("The sample of authorities is not in the program.");
}
