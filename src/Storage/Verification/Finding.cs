namespace RmsOrleans.Storage.Verification;

/// <summary>Something in the store that is not as it was promised. It names no content and no person.</summary>
internal sealed record Finding(string Where, string What)
{
    public override string ToString() => $"{Where}: {What}";
}
