using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Desk.Reference;

/// <summary>Any term, counted and explained.</summary>
internal static class DeadlinePages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/reference/deadline", Show);

    private static async Task<IResult> Show(DeskRequest desk)
    {
        string[] names = ["from", "term", "unit", "authority"];
        var typed = names.ToDictionary(name => name, name => desk.Query(name)?.Trim());
        if (typed.Values.All(text => text is null))
            return Page(StatusCodes.Status200OK, null);

        var from = typed["from"] is { } text ? MomentText.Read(text, desk.Viewer!.Zone) : null;
        var asked = new Dictionary<string, string?>(typed) { ["from"] = from ?? typed["from"] }.Where(each => each.Value is not null);
        var answer = await desk.Ask(HttpMethods.Get, QueryHelpers.AddQueryString("/calendar/deadline", asked));
        return Page(answer.Status, answer);

        IResult Page(int status, ApiAnswer? answered) => desk.Page<DeadlinePage>(
            status, (nameof(DeadlinePage.Typed), typed), (nameof(DeadlinePage.Term), answered is { IsGood: true } ? answered.Read(DeskJson.Default.TermResponse) : null),
            (nameof(DeadlinePage.Problem), answered is { IsGood: false } ? Said(desk, answered.Problem(), typed["from"]) : null));
    }

    /// <summary>A day is asked for in the form in which people write it.</summary>
    private static ApiProblem Said(DeskRequest desk, ApiProblem problem, string? from) => from is null
        ? problem
        : problem with { Faults = [.. problem.Faults.Select(fault => fault.Pointer == "/from" ? (fault.Pointer, desk.In(MomentText.Expected)) : fault)] };
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
