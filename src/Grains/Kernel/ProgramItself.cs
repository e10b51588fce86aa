namespace RmsOrleans.Grains.Kernel;

/// <summary>Who acts when a day or a term comes without a request.</summary>
internal static class ProgramItself
{
    public static readonly Actor Actor = new("rms-orleans", "RmsOrleans", AuthorityCode.Fcs, null, [Role.System]);
}
