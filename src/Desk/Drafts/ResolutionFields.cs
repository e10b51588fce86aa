using RmsOrleans.Desk.Forms;

namespace RmsOrleans.Desk.Drafts;

/// <summary>What each resolution carries: its form has these fields and no other.</summary>
internal static class ResolutionFields
{
    public const string Choice = "/resolution";

    public static ImmutableArray<string> Of(Resolution resolution) => resolution switch
    {
        Resolution.Expedient => ["/agreedBy"],
        Resolution.Inexpedient => ["/reasons"],
        Resolution.GatheringInformation => ["/needed", "/bodies"],
        Resolution.FinalisationByFcs => ["/analysis"],
        Resolution.FinalisationByAuthority => ["/remarks"],
        Resolution.RequestToDirectorate => ["/question", "/unit"],
    };

    /// <summary>The form of one resolution; which it is, stands in it and is not asked.</summary>
    public static FormSchema Form(Resolution resolution) =>
        FormSchema.Of(typeof(Resolve)).Only(field => field.Path == Choice || Of(resolution).Contains(field.Path));
}
