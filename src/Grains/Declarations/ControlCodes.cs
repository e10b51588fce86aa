using System.Globalization;

namespace RmsOrleans.Grains.Declarations;

/// <summary>When a declaration is checked, by the codes of the field.</summary>
public enum CheckMoment
{
    Registration = 0,
    Release = 10,
    ReleaseUnderSecurity = 11,

    /// <summary>After a release under security.</summary>
    FinalRelease = 20,

    InTheCourse = 99,
}

/// <summary>How a hit came about and where it stands, by the codes of the field.</summary>
public enum HitType
{
    /// <summary>Of an automatic profile: its measures are due at once.</summary>
    Automatic = 0,

    /// <summary>Found by the official, of an informal profile or without one.</summary>
    ByOfficial = 1,

    /// <summary>Of an automated profile: an official has to decide.</summary>
    Waiting = 2,

    RiskFound = 3,
    RiskNotFound = 4,

    /// <summary>Not applied: the value is controlled in the simplified way.</summary>
    Simplified = 6,
}

/// <summary>Whether a measure must be applied, by the codes of the field.</summary>
public enum MeasureSign
{
    /// <summary>Not, by random selection.</summary>
    NotSelected = 0,

    Due = 1,

    /// <summary>Not at this moment of the check.</summary>
    WrongMoment = 2,

    /// <summary>Not, since the trader is of low risk.</summary>
    LowRisk = 4,

    /// <summary>Not, since the measure that it depends on is not.</summary>
    MainNotApplied = 5,

    Simplified = 6,
}

/// <summary>What the official did, by the codes of the field.</summary>
public enum EntryKind
{
    NotApplied = 0,
    Applied = 1,

    /// <summary>In part, or otherwise.</summary>
    Partly = 2,
}

/// <summary>On what ground it was entered so, by the codes of the field.</summary>
public enum EntryFoundation
{
    Applied = 0,

    /// <summary>The risk was not found when the non-formal indicators were looked at.</summary>
    RiskNotFound = 2,

    /// <summary>By conditions that the profile itself sets.</summary>
    OwnConditions = 3,

    /// <summary>For objective reasons, not as characterised, or not in full.</summary>
    Objective = 4,

    NotSelected = 5,
}

/// <summary>Why there is control.</summary>
public enum ControlGround
{
    Profile,
    Official,

    /// <summary>No profile hits it; it was drawn at random.</summary>
    ControlSample,
}

/// <summary>How the control of a declaration ended.</summary>
public enum ControlEnd
{
    Withdrawn,

    /// <summary>Considered as not lodged.</summary>
    NotLodged,
}

/// <summary>Codes of the field as JSON has them: digits, with the zeros in front.</summary>
public sealed class CheckMomentJson() : EnumNames<CheckMoment>(name => Codes.Of(Enum.Parse<CheckMoment>(name)));

/// <inheritdoc cref="CheckMomentJson"/>
public sealed class HitTypeJson() : EnumNames<HitType>(name => Codes.Of(Enum.Parse<HitType>(name)));

/// <inheritdoc cref="CheckMomentJson"/>
public sealed class MeasureSignJson() : EnumNames<MeasureSign>(name => Codes.Of(Enum.Parse<MeasureSign>(name)));

/// <summary>The codes, and what people call them.</summary>
public static class Codes
{
    public static string Of(CheckMoment moment) => ((int)moment).ToString("D2", CultureInfo.InvariantCulture);

    public static string Of(HitType type) => ((int)type).ToString(CultureInfo.InvariantCulture);

    public static string Of(MeasureSign sign) => ((int)sign).ToString(CultureInfo.InvariantCulture);

    public static string Of(EntryKind kind) => ((int)kind).ToString(CultureInfo.InvariantCulture);

    public static string Of(EntryFoundation foundation) => ((int)foundation).ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>Null where there is no such moment.</summary>
    public static CheckMoment? Moment(string? code) => Find<CheckMoment>(code, Of);

    internal static EntryKind? Entry(string? code) => Find<EntryKind>(code, Of);

    internal static EntryFoundation? Foundation(string? code) => Find<EntryFoundation>(code, Of);

    private static T? Find<T>(string? code, Func<T, string> codeOf) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (codeOf(value) == code)
                return value;
        }
        return null;
    }

    public static Phrase InWords(this CheckMoment moment) => moment switch
    {
        CheckMoment.Registration => new("registration", "регистрация"),
        CheckMoment.Release => new("release", "выпуск"),
        CheckMoment.ReleaseUnderSecurity => new("release under security", "выпуск под обеспечение"),
        CheckMoment.FinalRelease => new("final release", "окончательный выпуск"),
        CheckMoment.InTheCourse => new("in the course of control", "в ходе контроля"),
    };

    public static Phrase InWords(this HitType type) => type switch
    {
        HitType.Automatic => new("found automatically", "выявлено автоматически"),
        HitType.ByOfficial => new("found by the official", "выявлено должностным лицом"),
        HitType.Waiting => new("waits for the official", "ожидает решения должностного лица"),
        HitType.RiskFound => new("risk found", "риск выявлен"),
        HitType.RiskNotFound => new("risk not found", "риск не выявлен"),
        HitType.Simplified => new("not applied: simplified control of the value", "не применяется: упрощённый контроль стоимости"),
    };

    public static Phrase InWords(this MeasureSign sign) => sign switch
    {
        MeasureSign.NotSelected => new("not selected at random", "не отобрана случайным образом"),
        MeasureSign.Due => new("must be applied", "подлежит применению"),
        MeasureSign.WrongMoment => new("not at this moment", "не в этот момент"),
        MeasureSign.LowRisk => new("trader of low risk", "участник низкого уровня риска"),
        MeasureSign.MainNotApplied => new("its main measure is not applied", "основная мера не применяется"),
        MeasureSign.Simplified => new("simplified control of the value", "упрощённый контроль стоимости"),
    };

    /// <summary>What a code of the field is called; the code itself where there is none such.</summary>
    public static Phrase TypeName(string code) => Find<HitType>(code, Of)?.InWords() ?? Phrase.Same(code);

    /// <inheritdoc cref="TypeName"/>
    public static Phrase SignName(string code) => Find<MeasureSign>(code, Of)?.InWords() ?? Phrase.Same(code);

    /// <inheritdoc cref="TypeName"/>
    public static Phrase KindName(string code) => Entry(code)?.InWords() ?? Phrase.Same(code);

    /// <inheritdoc cref="TypeName"/>
    public static Phrase FoundationName(string code) => Foundation(code)?.InWords() ?? Phrase.Same(code);

    public static Phrase InWords(this EntryFoundation foundation) => foundation switch
    {
        EntryFoundation.Applied => new("applied", "применена"),
        EntryFoundation.RiskNotFound => new("the risk was not found by the non-formal indicators", "риск не выявлен по неформальным индикаторам"),
        EntryFoundation.OwnConditions => new("by conditions of the profile itself", "по условиям самого профиля"),
        EntryFoundation.Objective => new("for objective reasons, not as characterised, or not in full", "по объективным причинам, не с теми характеристиками или не в полном объёме"),
        EntryFoundation.NotSelected => new("not selected at random", "не отобрана случайным образом"),
    };

    public static Phrase InWords(this ControlEnd end) => end switch
    {
        ControlEnd.Withdrawn => new("withdrawn", "отозвана"),
        ControlEnd.NotLodged => new("considered not lodged", "считается неподанной"),
    };

    public static Phrase InWords(this EntryKind kind) => kind switch
    {
        EntryKind.NotApplied => new("not applied", "не применена"),
        EntryKind.Applied => new("applied", "применена"),
        EntryKind.Partly => new("applied in part or otherwise", "применена частично или иначе"),
    };
}
