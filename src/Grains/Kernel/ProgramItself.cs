namespace RmsOrleans.Grains.Kernel;

/// <summary>Who acts when a day or a term has come and nobody asked.</summary>
internal static class ProgramItself
{
    public static readonly Actor Actor = new("rms-orleans", "RmsOrleans", AuthorityCode.Fcs, null, [Role.System]);
}
