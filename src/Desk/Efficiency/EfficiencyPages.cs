using System.Globalization;
using RmsOrleans.Api.Efficiency;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Efficiency;

/// <summary>What profiles are worth: all of them, and one in full.</summary>
internal static class EfficiencyPages
{
    public const string Path = $"{Places.Prefix}/efficiency";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/efficiency", List);
        routes.Page("/profiles/{number}/efficiency", Show);
        routes.Form("/profiles/{number}/flags/{flag}/look", Look);
    }

    public static string Of(RegistrationNumber number) => $"{Places.Profile(number)}/efficiency";

    /// <summary>Where it is said that a flag was looked at.</summary>
    public static string LookAt(RegistrationNumber number, FlagResponse flag) => $"{Places.Profile(number)}/flags/{flag.Flag}/look";

    private static async Task<IResult> List(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, "authority", "from", "to", "flag");
        var answer = await desk.Ask(HttpMethods.Get, address.Asks("/efficiency", address.Months));
        var list = answer.IsGood ? answer.Read(DeskJson.Default.EfficiencyList) : null;
        return desk.Page<EfficiencyListPage>(
            answer.Status, (nameof(EfficiencyListPage.Of), list), (nameof(EfficiencyListPage.Chosen), address.Chosen),
            (nameof(EfficiencyListPage.Problem), answer.IsGood ? null : answer.Problem()), (nameof(EfficiencyListPage.More), address.More(list?.Next)));
    }

    private static Task<IResult> Show(DeskRequest desk) => Show(desk, null, null);

    private static async Task<IResult> Show(DeskRequest desk, string? typed, ApiProblem? problem) => desk.Page<EfficiencyPage>(
        problem?.Status ?? StatusCodes.Status200OK,
        (nameof(EfficiencyPage.Of), await desk.Get($"/profiles/{Uri.EscapeDataString(desk.Path("number"))}/efficiency", DeskJson.Default.ProfileEfficiencyResponse)),
        (nameof(EfficiencyPage.Problem), problem), (nameof(EfficiencyPage.Sent), problem is null ? null : desk.Path("flag")), (nameof(EfficiencyPage.Typed), typed));

    private static Task<IResult> Look(DeskRequest desk)
    {
        var number = Uri.EscapeDataString(desk.Path("number"));
        return desk.SendReason(
            $"/profiles/{number}/flags/{Uri.EscapeDataString(desk.Path("flag"))}/look", $"{Places.Prefix}/profiles/{number}/efficiency", (typed, problem) => Show(desk, typed, problem));
    }
}

/// <summary>Words and numbers that several pages of efficiency say.</summary>
internal static class EfficiencyWords
{
    public static readonly Phrase Efficiency = new("Efficiency", "Эффективность");

    /// <summary>Why a profile stays as it is.</summary>
    public static readonly Phrase Reason = new("Reason", "Основание");

    private static readonly NumberFormatInfo ru = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00A0" };
    private static readonly NumberFormatInfo en = new() { NumberGroupSeparator = "\u00A0" };

    public static string Count(long count) => count.ToString("#,0", en);

    public static string Number(double number, Language language) => number.ToString("#,0.#", Format(language));

    /// <summary>Without kopecks.</summary>
    public static string Roubles(decimal amount) => amount.ToString("#,0", en);

    public static string Percent(double share, Language language) => $"{(share * 100).ToString("0.##", Format(language))}\u00A0%";

    /// <summary>A rate with its interval.</summary>
    public static string Rate(EfficiencyRate? rate, Language language) => rate is null ? "–"
        : $"{Percent(rate.Value, language)} ({(rate.Least * 100).ToString("0.#", Format(language))}–{(rate.Most is { } most ? Percent(most, language) : "…")})";

    /// <summary>How many times one rate is another.</summary>
    public static string Times(EfficiencyRate? lift, Language language) => lift is null ? "–"
        : $"{lift.Value.ToString("0.#", Format(language))}× ({lift.Least.ToString("0.#", Format(language))}–{(lift.Most is { } most ? most.ToString("0.#", Format(language)) : "…")})";

    private static NumberFormatInfo Format(Language language) => language == Language.Ru ? ru : en;
}
