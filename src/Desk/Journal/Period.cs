namespace RmsOrleans.Desk.Journal;

/// <summary>Days of registration, of which a register or figures are.</summary>
public sealed record Period(DateOnly From, DateOnly To)
{
    /// <summary>As it was chosen; what was not, or is no day, ends today and begins as this page has it.</summary>
    internal static Period Of(Dictionary<string, string?> chosen, DateOnly today, Func<DateOnly, DateOnly> begins)
    {
        var to = Day("registeredTo") ?? today;
        return new(Day("registeredFrom") ?? begins(to), to);

        DateOnly? Day(string name) => chosen.GetValueOrDefault(name) is { } text ? Times.ReadDay(text) : null;
    }

    public override string ToString() => $"{From.Day()} – {To.Day()}";
}
