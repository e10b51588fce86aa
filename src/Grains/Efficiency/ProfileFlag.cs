using System.Globalization;

namespace RmsOrleans.Grains.Efficiency;

/// <summary>Why somebody should look at a profile.</summary>
public enum ProfileFlag
{
    /// <summary>Its review date has come.</summary>
    Review,

    /// <summary>In force for long, and it hits nothing.</summary>
    Asleep,

    /// <summary>Many of its hits were controlled, and nothing was found, where chance finds more.</summary>
    Blind,

    /// <summary>Officials do not apply its measures, for objective reasons.</summary>
    Refused,

    /// <summary>It hits far more than the note expected, or than an authority can inspect.</summary>
    Flooding,

    /// <summary>It found, and finds no longer.</summary>
    WornOut,
}

/// <summary>A flag with what is behind it.</summary>
/// <param name="Since">The day of the review; of the others the day on which it was seen.</param>
/// <param name="Cases">What it was judged by: declarations checked (asleep), hits controlled (blind, worn out), measures due (refused), consignments hit, or with a measure due at the authority that can carry out fewer (flooding).</param>
/// <param name="Measured">Days without a hit, the highest rate that finding nothing leaves room for, the share of measures refused, consignments hit or a working day, the rate of the last quarter.</param>
/// <param name="Bound">What that was held against: 90 days, the rate of the control sample, a fifth, twice what was expected so far or the capacity, half of the first quarter's rate.</param>
public sealed record RaisedFlag(ProfileFlag Flag, DateOnly Since, long Cases, double Measured, double Bound)
{
    private const double Whole = 100;

    /// <summary>Of flooding: what was measured is not the cases themselves but a mean of at least two days.</summary>
    private bool IsAboveCapacity => Measured < Cases;

    /// <summary>The figures in a sentence, as they stand in a decision.</summary>
    public Phrase InWords() => Flag switch
    {
        ProfileFlag.Review => new($"The profile is due for review since {Since:yyyy-MM-dd}.", $"Срок пересмотра профиля наступил {Since:dd.MM.yyyy}."),
        ProfileFlag.Asleep => new(
            $"No hit for {Measured:0} days; {Cases} declarations were checked in the last {Bound:0} where it applies.",
            $"Срабатываний нет {Measured:0} дн.; за последние {Bound:0} дн. там, где действует профиль, проверено деклараций: {Cases}."),
        ProfileFlag.Blind => new(
            $"Of {Cases} hits controlled none found anything; so its rate is hardly above {Percent(Measured)}, and the control sample finds {Percent(Bound)}.",
            $"Проконтролировано срабатываний: {Cases}, выявлений нет; доля выявлений едва ли выше {InRussian(Measured)}, при случайном отборе – {InRussian(Bound)}."),
        ProfileFlag.Refused => new(
            $"Of {Cases} measures due {Percent(Measured)} were not applied for objective reasons (entry 0, foundation 04); above {Percent(Bound)} is too many.",
            $"Из подлежавших применению мер ({Cases}) не применено по объективным причинам (отметка 0, основание 04): {InRussian(Measured)}; допустимо не более {InRussian(Bound)}."),
        ProfileFlag.Flooding when IsAboveCapacity => new(
            $"At one authority {Cases} consignments of the last {Flags.DaysAsleep} days had a measure due: {Measured.ToString("0.##", CultureInfo.InvariantCulture)} a working day, where {Bound:0} inspections can be carried out.",
            $"В одном из таможенных органов за последние {Flags.DaysAsleep} дн. меры назначены по партиям: {Cases}, или {Measured.ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',')} за рабочий день; пропускная способность – {Bound:0} досмотров за рабочий день."),
        ProfileFlag.Flooding => new(
            $"{Cases} consignments were hit; twice what the note expected so far is {Bound:0}.",
            $"Партий со срабатыванием: {Cases}; удвоенная оценка записки на сегодня – {Bound:0}."),
        ProfileFlag.WornOut => new(
            $"Of {Cases} hits controlled in the last quarter {Percent(Measured)} found something; half of the first quarter's rate is {Percent(Bound)}.",
            $"В последнем квартале проконтролировано срабатываний: {Cases}, с результатом {InRussian(Measured)}; половина доли первого квартала – {InRussian(Bound)}."),
    };

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * Whole:0.0} %");

    private static string InRussian(double share) => Percent(share).Replace('.', ',');
}

public static class FlagWords
{
    public static Phrase InWords(this ProfileFlag flag) => flag switch
    {
        ProfileFlag.Review => new("Review due", "Срок пересмотра"),
        ProfileFlag.Asleep => new("Asleep", "Не срабатывает"),
        ProfileFlag.Blind => new("Blind", "Не выявляет"),
        ProfileFlag.Refused => new("Refused", "Меры не применяются"),
        ProfileFlag.Flooding => new("Flooding", "Избыточный охват"),
        ProfileFlag.WornOut => new("Worn out", "Теряет результативность"),
    };
}
