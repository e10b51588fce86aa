using RmsOrleans.Grains.Efficiency;

namespace RmsOrleans.Desk.Pages;

/// <summary>Where pages are.</summary>
internal static class Places
{
    /// <summary>All of them stand below it.</summary>
    public const string Prefix = "/desk";

    /// <summary>The page of a draft, to which other nouns lead as well.</summary>
    public static string Draft(DraftId id) => $"{Prefix}/drafts/{id}";

    /// <summary>The page of a profile, likewise.</summary>
    public static string Profile(RegistrationNumber number) => $"{Prefix}/profiles/{number.ToPath()}";

    /// <summary>The form of a proposal about a profile, which begins with the figures of a flag, and names a trial run.</summary>
    /// <param name="wish">As the register of proposals has it.</param>
    public static string Proposal(RegistrationNumber profile, string wish, string? flag = null, string? run = null) =>
        $"{Prefix}/records/{ProfileProposals.Register}/new?profile={profile.ToPath()}&wish={wish}{(flag is null ? "" : $"&flag={flag}")}{(run is null ? "" : $"&run={run}")}";

    /// <summary>The page of a run that counts past rates.</summary>
    public static string Suggestion(string run) => $"{Prefix}/suggestions?run={run}";
}
