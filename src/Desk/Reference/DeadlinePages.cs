using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Desk.Reference;

/// <summary>Any term, counted and explained.</summary>
internal static class DeadlinePages
{
    private static readonly Phrase expected = new(
        "Expected a date such as 01.12.2026, or a date and a time such as 01.12.2026 10:15.", "Ожидается дата вида 01.12.2026 или дата и время вида 01.12.2026 10:15.");

    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/reference/deadline", Show);

    private static async Task<IResult> Show(DeskRequest desk)
    {
        string[] names = ["from", "term", "unit", "authority"];
        var typed = names.ToDictionary(name => name, name => desk.Query(name)?.Trim());
        if (typed.Values.All(text => text is null))
            return Page(StatusCodes.Status200OK, null);

        var from = From(desk, typed["from"]);
        var asked = new Dictionary<string, string?>(typed) { ["from"] = from ?? typed["from"] }.Where(each => each.Value is not null);
        var answer = await desk.Ask(HttpMethods.Get, QueryHelpers.AddQueryString("/calendar/deadline", asked));
        return Page(answer.Status, answer);

        IResult Page(int status, ApiAnswer? answered) => desk.Page<DeadlinePage>(
            status, (nameof(DeadlinePage.Typed), typed), (nameof(DeadlinePage.Term), answered is { IsGood: true } ? answered.Read(DeskJson.Default.TermResponse) : null),
            (nameof(DeadlinePage.Problem), answered is { IsGood: false } ? Said(desk, answered.Problem(), typed["from"]) : null));
    }

    /// <summary>As the API writes it; null if it is neither a day nor a time.</summary>
    private static string? From(DeskRequest desk, string? text)
    {
        if (text is null)
            return null;
        var (day, _) = ValueText.Read(ValueKind.Day, text, desk.Viewer!.Zone);
        return (day ?? ValueText.Read(ValueKind.Time, text, desk.Viewer.Zone).Value)?.GetValue<string>();
    }

    /// <summary>A day is asked for in the form in which people write it.</summary>
    private static ApiProblem Said(DeskRequest desk, ApiProblem problem, string? from) => from is null
        ? problem
        : problem with { Faults = [.. problem.Faults.Select(fault => fault.Pointer == "/from" ? (fault.Pointer, desk.In(expected)) : fault)] };
}

/// <summary>What terms are counted in, as people say how many.</summary>
internal static class TermUnitWords
{
    public static Phrase InWords(this TermUnit unit) => unit switch
    {
        TermUnit.WorkingDays => new("working days", "рабочих дней"),
        TermUnit.CalendarDays => new("calendar days", "календарных дней"),
        TermUnit.Hours => new("hours", "часов"),
    };
}
