using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Efficiency;
using RmsOrleans.Desk.Efficiency;
using RmsOrleans.Grains.Efficiency;

namespace RmsOrleans.Desk.Registers;

/// <summary>A proposal to update or cancel a profile that begins with the figures of a flag, as they stand on the day.</summary>
internal static class Proposals
{
    private const string Run = "run";

    /// <summary>What the address names, in the fields of the register; nothing where it names no profile that whoever looks may know of.</summary>
    public static async Task<EntryInput> Begin(DeskRequest desk)
    {
        if (desk.Query("profile") is not { } number || await desk.Ask(HttpMethods.Get, $"/profiles/{Uri.EscapeDataString(number)}/efficiency") is not { IsGood: true } answer)
            return EntryInput.Empty;

        var efficiency = answer.Read(DeskJson.Default.ProfileEfficiencyResponse);
        var flag = efficiency.Flags.FirstOrDefault(each => each.Flag.ToString() == desk.Query("flag"));
        return EntryInput.Begun(
            ("v.subject", "profile"), ("v.number", efficiency.Number.ToString()), ("v.wish", desk.Query("wish") ?? ""), (Run, desk.Query(Run) ?? ""),
            ("v.flag", flag is null ? "" : ProfileProposals.CodeOf(flag.Flag)), ("v.figures", Figures(desk, efficiency, flag)));
    }

    /// <summary>What a proposal is linked to: the profile that it names, and a trial run where one was named.</summary>
    public static JsonArray Links(EntryInput input)
    {
        var links = new JsonArray();
        if (input.Field("subject") == "profile" && RegistrationNumber.TryParse(input.Field("number"), out var number))
            links.Add(new JsonObject { ["to"] = "profile", ["id"] = number.ToString() });
        if (input[Run].Split('/')[^1] is { Length: > 0 } run)
            links.Add(new JsonObject { ["to"] = "trial-run", ["id"] = run });
        return links;
    }

    private static string Figures(DeskRequest desk, ProfileEfficiencyResponse of, FlagResponse? flag)
    {
        var text = new StringBuilder();
        if (flag is not null)
            text.Append(desk.In(flag.FlagName)).Append(". ").AppendLine(desk.In(flag.Reason));
        var (total, language) = (of.Total, desk.Language);
        text.Append(desk.In(new(
            $"Version {of.Version}, hits {total.Hits}, consignments {total.Consignments}, controlled {total.Controlled}, with a result {total.WithResult}; ",
            $"Версия {of.Version}, срабатываний: {total.Hits}, партий: {total.Consignments}, проконтролировано: {total.Controlled}, с результатом: {total.WithResult}; ")));
        text.Append(desk.In(new("hit rate ", "результативность "))).Append(EfficiencyWords.Rate(total.HitRate, language)).Append(desk.In(new(", control sample ", ", контрольная выборка ")))
            .Append(EfficiencyWords.Rate(of.Sample.Rate, language)).Append('.');
        return text.ToString();
    }
}
