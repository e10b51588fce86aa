namespace RmsOrleans.Grains.Efficiency;

/// <summary>What a profile in force is judged by, in its present version.</summary>
/// <param name="From">The first day of the version's validity.</param>
/// <param name="To">The last one.</param>
/// <param name="Expected">Consignments, by the note.</param>
/// <param name="LastHit">In any version.</param>
/// <param name="CheckedLately">Declarations that were checked where it applies, in the days that <see cref="Flags.DaysAsleep"/> counts.</param>
/// <param name="Sample">What control of the random sample came to.</param>
/// <param name="Version">What the version came to.</param>
/// <param name="Months">The same by month.</param>
public sealed record JudgedProfile(
    DateOnly From, DateOnly To, long Expected, DateOnly? LastHit, long CheckedLately, EfficiencyFigures Sample, EfficiencyFigures Version, ImmutableArray<MonthFigures> Months)
{
    /// <summary>The authority at which it weighs most against what can be carried out there; null where no capacity is given, or where it asks for no inspection.</summary>
    public PostLoad? Heaviest { get; init; }

    /// <summary>The day of the last review by which this version stayed as it is.</summary>
    public DateOnly? ReviewedOn { get; init; }
}

/// <summary>What a profile causes at an authority, in the days that <see cref="Flags.DaysAsleep"/> counts.</summary>
/// <param name="Consignments">Of which a measure was due.</param>
/// <param name="ADay">A working day.</param>
/// <param name="Capacity">Inspections a working day that the authority can carry out.</param>
public sealed record PostLoad(long Consignments, double ADay, int Capacity)
{
    private const int Places = 2;

    /// <summary>On fewer days a mean says nothing.</summary>
    private const int LeastDays = 2;

    /// <summary>Null on too few working days.</summary>
    public static PostLoad? Of(long consignments, int workingDays, int capacity) =>
        workingDays < LeastDays ? null : new(consignments, Math.Round((double)consignments / workingDays, Places), capacity);
}

/// <param name="Month">Its first day.</param>
public sealed record MonthFigures(DateOnly Month, EfficiencyFigures Figures);

/// <summary>Which profiles somebody should look at, and why.</summary>
public static class Flags
{
    /// <summary>Without a hit for so many days a profile is asleep.</summary>
    public const int DaysAsleep = 90;

    private const double MostRefused = 0.2;
    private const double MostOfExpected = 2;
    private const double LeastOfFirstQuarter = 0.5;
    private const int MonthsOfQuarter = 3;

    /// <summary>When nothing was found in n, at 95 % no more than 3 ÷ n are to be found.</summary>
    private const double OfNone = 3;

    /// <summary>In the order of their names; none on fewer than <paramref name="leastCases"/> cases.</summary>
    public static ImmutableArray<RaisedFlag> Of(JudgedProfile profile, DateOnly today, int leastCases) =>
    [
        .. ((RaisedFlag?[])[Review(profile, today), Asleep(profile, today), Blind(profile, today), Refused(profile, today), Flooding(profile, today, leastCases), WornOut(profile, today, leastCases)])
            .OfType<RaisedFlag>().Where(flag => flag.Flag == ProfileFlag.Review || flag.Cases >= leastCases),
    ];

    private static RaisedFlag? Review(JudgedProfile profile, DateOnly today) =>
        ReviewDay.Of(profile.From, profile.To, profile.ReviewedOn) is { } day && day <= today ? new(ProfileFlag.Review, day, 0, 0, 0) : null;

    private static RaisedFlag? Asleep(JudgedProfile profile, DateOnly today)
    {
        var awake = profile.LastHit is { } hit && hit > profile.From ? hit : profile.From;
        var days = today.DayNumber - awake.DayNumber;
        return days >= DaysAsleep ? new(ProfileFlag.Asleep, today, profile.CheckedLately, days, DaysAsleep) : null;
    }

    private static RaisedFlag? Blind(JudgedProfile profile, DateOnly today)
    {
        var controlled = profile.Version.Controlled;
        return controlled > 0 && profile.Version.WithResult == 0 && profile.Sample.HitRate is { } sample && OfNone / controlled < sample.Value
            ? new(ProfileFlag.Blind, today, controlled, OfNone / controlled, sample.Value)
            : null;
    }

    private static RaisedFlag? Refused(JudgedProfile profile, DateOnly today)
    {
        var (refused, due) = (profile.Version.NotAppliedObjective, profile.Version.Due);
        return due > 0 && refused > MostRefused * due ? new(ProfileFlag.Refused, today, due, (double)refused / due, MostRefused) : null;
    }

    private static RaisedFlag? Flooding(JudgedProfile profile, DateOnly today, int leastCases)
    {
        if (profile.Heaviest is { } post && post.Consignments >= leastCases && post.ADay > post.Capacity)
            return new(ProfileFlag.Flooding, today, post.Consignments, post.ADay, post.Capacity);
        var bound = MostOfExpected * NoteEstimate.SoFar(profile.Expected, profile.From, profile.To, today);
        var hit = profile.Version.Consignments;
        return profile.Expected > 0 && hit > bound ? new(ProfileFlag.Flooding, today, hit, hit, bound) : null;
    }

    /// <summary>The first three months and the last three, which must not overlap; both need the cases.</summary>
    private static RaisedFlag? WornOut(JudgedProfile profile, DateOnly today, int leastCases)
    {
        var begin = new DateOnly(profile.From.Year, profile.From.Month, 1);
        var lastBegin = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsOfQuarter);
        if (lastBegin < begin.AddMonths(MonthsOfQuarter))
            return null;
        var (first, last) = (Quarter(profile, begin), Quarter(profile, lastBegin));
        if (first.Controlled < leastCases || first.WithResult == 0 || last.Controlled == 0)
            return null;
        var (rate, bound) = ((double)last.WithResult / last.Controlled, LeastOfFirstQuarter * first.WithResult / first.Controlled);
        return rate < bound ? new(ProfileFlag.WornOut, today, last.Controlled, rate, bound) : null;
    }

    private static (long Controlled, long WithResult) Quarter(JudgedProfile profile, DateOnly begin)
    {
        var months = profile.Months.Where(each => each.Month >= begin && each.Month < begin.AddMonths(MonthsOfQuarter)).ToArray();
        return (months.Sum(each => each.Figures.Controlled), months.Sum(each => each.Figures.WithResult));
    }
}
