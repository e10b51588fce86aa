using System.Diagnostics.CodeAnalysis;

namespace RmsOrleans.Grains.Kernel;

/// <summary>The days on which a row of a classifier holds, both included; open at the end if there is no last day.</summary>
internal readonly record struct Period(DateOnly From, DateOnly? To)
{
    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public string FirstDay => $"{From:yyyy-MM-dd}";

    /// <summary>As <see cref="TryParse"/> reads it: nothing if the period is open.</summary>
    public string LastDay => $"{To:yyyy-MM-dd}";

    public bool Has(DateOnly day) => From <= day && !(To < day);

    public bool Overlaps(Period other) => !(To < other.From) && !(other.To < From);

    public static bool TryParse(string from, string to, out Period period, [NotNullWhen(false)] out Phrase? error)
    {
        period = default;
        error = null;
        var last = default(DateOnly);
        if (!DayText.TryRead(from, out var first))
            error = new("the first day must be a date such as 2026-01-31", "первый день должен быть датой вида 2026-01-31");
        else if (to.Length > 0 && !DayText.TryRead(to, out last))
            error = new("the last day must be a date such as 2026-01-31, or nothing", "последний день должен быть датой вида 2026-01-31 или отсутствовать");
        else if (to.Length > 0 && last < first)
            error = new("the last day lies before the first", "последний день раньше первого");
        else
            period = new(first, to.Length > 0 ? last : null);
        return error is null;
    }
}
