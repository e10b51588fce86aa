namespace RmsOrleans.Grains.Efficiency;

/// <summary>The register in which somebody proposes to update or cancel a profile, as its shipped file has it.</summary>
public static class ProfileProposals
{
    public const string Register = "profile-proposal";

    /// <summary>The end at which the FCS has agreed.</summary>
    public const string Accepted = "accepted";

    public const string Update = "update";

    public const string Cancel = "cancel";

    /// <summary>How entries name a flag.</summary>
    public static string CodeOf(ProfileFlag flag) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName($"{flag}");
}
