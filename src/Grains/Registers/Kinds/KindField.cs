using System.Globalization;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>A field of a register.</summary>
/// <param name="Name">Its name for programs: <c>damageRoubles</c>.</param>
/// <param name="Required">An entry cannot be registered without it.</param>
/// <param name="RequiredWhen">…or cannot be where another field has this value.</param>
/// <param name="Secret">Read by the one who is responsible and by the head alone.</param>
/// <param name="Personal">It says who somebody is; it is kept apart and ends by retention.</param>
/// <param name="Values">Of a choice, what there is to choose from.</param>
/// <param name="Given">What the program fills it in with; nobody types it.</param>
/// <param name="Registers">Of a list, from which registers; from all others where none is named.</param>
public sealed record KindField(
    string Name,
    KindText Title,
    FieldType Type,
    bool Required = false,
    KindWhen? RequiredWhen = null,
    bool Secret = false,
    bool Personal = false,
    ImmutableArray<KindChoice> Values = default,
    FieldSource? Given = null,
    ImmutableArray<string> Registers = default)
{
    public ImmutableArray<KindChoice> Values { get; init; } = Values.IsDefault ? [] : Values;
    public ImmutableArray<string> Registers { get; init; } = Registers.IsDefault ? [] : Registers;

    /// <summary>Its value is rows, which answers and prints have in a form of their own.</summary>
    [JsonIgnore]
    public bool IsTable => Type is FieldType.Entries or FieldType.Figures;

    /// <summary>Its values stand in no line of a journal, only what they hash to: they can be removed, and the chain still holds.</summary>
    [JsonIgnore]
    internal bool IsKeptApart => Secret || Personal || Type is FieldType.Text;
}

/// <summary>Where a field has a value.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Is">The value.</param>
public sealed record KindWhen(string Field, string Is);

/// <summary>One of the values of a choice.</summary>
public sealed record KindChoice(string Code, KindText Title);

/// <summary>What a field holds.</summary>
[JsonConverter(typeof(EnumCamelCaseNames<FieldType>))]
public enum FieldType
{
    /// <summary>Free text, which is kept apart.</summary>
    Text,

    Date,

    /// <summary>A day and a time, with the offset of the clock that showed it.</summary>
    Moment,

    /// <summary>Roubles with kopecks.</summary>
    Money,

    WholeNumber,

    /// <summary>One of the values that the field names.</summary>
    Choice,

    /// <summary>A code of a classifier or list that is kept elsewhere: letters, digits, points and dashes.</summary>
    Code,

    Authority,

    /// <summary>Ten or twelve digits of a tax number.</summary>
    Trader,

    YesNo,

    /// <summary>A file by its SHA-256.</summary>
    File,

    /// <summary>Entries as they stood when they were listed; see <see cref="EntryListing"/>.</summary>
    Entries,

    /// <summary>Numbers of entries by authority and severity; see <see cref="EntryFigures"/>.</summary>
    Figures,

    /// <summary>A number that is not negative, with at most six digits after the point.</summary>
    Number,

    /// <summary>A month of a year.</summary>
    Month,
}

/// <summary>What the program fills a field in with.</summary>
[JsonConverter(typeof(EnumCamelCaseNames<FieldSource>))]
public enum FieldSource
{
    /// <summary>The authority's own entries with a term that runs.</summary>
    Open,

    /// <summary>Entries of authorities below that are open or have changed since the entry was registered, and that nobody of the authority has opened since they changed last.</summary>
    Unread,

    /// <summary>What a summary of the duty service counts and lists.</summary>
    Summary,

    /// <summary>What a research of prices asked and found.</summary>
    Research,
}

/// <summary>What values of fields look like; a value is a text in one form.</summary>
internal static class FieldValues
{
    public const int LongestCode = 40;

    /// <summary>What is wrong with a value; null if nothing is.</summary>
    public static Phrase? Fault(KindField field, string value) => Fits(field, value) ? null : field.Type switch
    {
        FieldType.Text => new("Expected a text that can be seen, without control characters.", "Ожидался текст из видимых символов, без управляющих."),
        FieldType.Date => new("Expected a date such as 2026-12-01.", "Ожидалась дата вида 2026-12-01."),
        FieldType.Moment => new("Expected a time with its offset, such as 2026-11-20T10:15:00+03:00.", "Ожидалось время со смещением вида 2026-11-20T10:15:00+03:00."),
        FieldType.Money => new("Expected roubles and kopecks, such as 1250.50.", "Ожидались рубли и копейки в виде 1250.50."),
        FieldType.WholeNumber => new("Expected a whole number of at most 18 digits.", "Ожидалось целое число, не более 18 цифр."),
        FieldType.Choice => new(
            $"Expected one of {string.Join(", ", field.Values.Select(choice => choice.Code))}.",
            $"Ожидалось одно из значений: {Phrase.Quoted(field.Values.Select(choice => choice.Code))}."),
        FieldType.Code => new(
            $"Expected a code of letters, digits, points and dashes, at most {LongestCode}.",
            $"Ожидался код из букв, цифр, точек и дефисов, не длиннее {LongestCode}."),
        FieldType.Authority => new($"Expected {AuthorityCode.Form.En}.", $"Ожидался {AuthorityCode.Form.Ru}."),
        FieldType.Trader => new("Expected a tax number of ten or twelve digits.", "Ожидался ИНН из десяти или двенадцати цифр."),
        FieldType.YesNo => new("Expected true or false.", "Ожидалось true или false."),
        FieldType.File => new("Expected the SHA-256 of a file in small hexadecimal digits.", "Ожидался SHA-256 файла строчными шестнадцатеричными цифрами."),
        FieldType.Entries => new("Expected a list of entries as the program writes it.", "Ожидался перечень записей в том виде, в каком его формирует программа."),
        FieldType.Figures => new("Expected figures as the program writes them.", "Ожидались показатели в том виде, в каком их формирует программа."),
        FieldType.Number => new("Expected a number such as 12.5, with at most six digits after the point.", "Ожидалось число вида 12.5, не более шести цифр после точки."),
        FieldType.Month => new("Expected a month such as 2026-11.", "Ожидался месяц вида 2026-11."),
    };

    private static bool Fits(KindField field, string value) => field.Type switch
    {
        FieldType.Text => IsText(value),
        FieldType.Date => DayText.TryRead(value, out _),
        FieldType.Moment => DateTimeOffset.TryParseExact(value, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldType.Money => IsMoney(value),
        FieldType.WholeNumber => IsWhole(value, 18),
        FieldType.Choice => field.Values.Any(choice => choice.Code == value),
        FieldType.Code => value.Length is >= 1 and <= LongestCode && value.All(each => char.IsAsciiLetterOrDigit(each) || each is '.' or '-'),
        FieldType.Authority => AuthorityCode.TryParse(value, out _),
        FieldType.Trader => value.Length is 10 or 12 && value.All(char.IsAsciiDigit),
        FieldType.YesNo => value is "true" or "false",
        FieldType.File => value.Length == 64 && value.All(each => char.IsAsciiDigit(each) || each is >= 'a' and <= 'f'),
        FieldType.Entries => EntryListing.TryRead(value) is not null,
        FieldType.Figures => EntryFigures.TryRead(value) is not null,
        FieldType.Number => IsNumber(value),
        FieldType.Month => DayText.TryReadMonth(value, out _),
    };

    private static bool IsText(string value)
    {
        var errors = new ValidationErrors();
        errors.Text("", value);
        return errors.IsEmpty;
    }

    private static bool IsMoney(string value) => value.Split('.') is [var roubles, { Length: 2 } kopecks] && IsWhole(roubles, 15) && kopecks.All(char.IsAsciiDigit);

    private static bool IsNumber(string value) =>
        value.Split('.') is [var whole, .. var rest] && IsWhole(whole, 15) && rest is [] or [{ Length: >= 1 and <= 6 }] && rest.All(part => part.All(char.IsAsciiDigit));

    private static bool IsWhole(string value, int digits) => value.Length >= 1 && value.Length <= digits && value.All(char.IsAsciiDigit) && (value.Length == 1 || value[0] != '0');
}
