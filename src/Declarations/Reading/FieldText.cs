using System.Globalization;
using System.Numerics;

namespace RmsOrleans.Declarations.Reading;

/// <summary>Reads the value of a field from the text that it is written as.</summary>
internal static class FieldText
{
    public const int LongestCode = 20;
    public const int LongestDigits = 10;

    /// <summary>What stands for bytes of a file in another encoding.</summary>
    private const char Unreadable = '\uFFFD';

    /// <summary>No country, but declared as the origin of goods where it is not known.</summary>
    private const string UnknownCountry = "00";

    public static readonly Field Origin = Fields.Get("originCountry");

    private static readonly Field category = Fields.Get("traderCategory");

    /// <summary>Whether a text says that there is no value.</summary>
    public static bool IsMissing(string? text) => string.IsNullOrWhiteSpace(text);

    /// <summary>What is wrong with the text; null if it is a value.</summary>
    public static FaultCode? TryRead(Field field, string text, out FieldValue value)
    {
        if (field.IsNumber)
        {
            var fault = TryReadNumber(field, text, out var number);
            value = new(number);
            return fault;
        }
        value = new(text);
        if (text.Length > FoldedText.Longest)
            return FaultCode.TextTooLong;
        if (field.IsAuthority)
            return text.Length is 8 or 5 or 2 && AreDigits(text) ? null : FaultCode.NotAnAuthority;
        if (field == category)
            return text is "1" or "2" or "3" ? null : FaultCode.NotACategory;
        return field.Form switch
        {
            FieldForm.Text => IsWhole(text) ? null : FaultCode.MalformedText,
            FieldForm.Code => text.Length <= LongestCode && !HasSpace(text) && IsWhole(text) ? null : FaultCode.NotACode,
            FieldForm.Digits => text.Length <= LongestDigits && AreDigits(text) ? null : FaultCode.NotDigits,
            FieldForm.Country => (text.Length == 2 && text.All(char.IsAsciiLetter)) || (field == Origin && text == UnknownCountry) ? null : FaultCode.NotACountry,
            FieldForm.YesNo => text is "yes" or "no" ? null : FaultCode.NotYesNo,
            FieldForm.Decimal or FieldForm.WholeNumber or FieldForm.Date => throw new InvalidOperationException($"{field} is a number."),
        };
    }

    /// <summary>The same of a number, as signs that need not be a text of their own.</summary>
    public static FaultCode? TryReadNumber(Field field, ReadOnlySpan<char> text, out FixedPoint number)
    {
        if (field.Form != FieldForm.Date)
            return TryReadNumber(text, field.Form == FieldForm.WholeNumber, out number);
        var isDay = TryReadDay(text, out var day);
        number = FixedPoint.Of(day);
        return isDay ? null : FaultCode.NotADay;
    }

    public static bool TryReadDay(ReadOnlySpan<char> text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static FaultCode? TryReadNumber(ReadOnlySpan<char> text, bool isWhole, out FixedPoint number) => TryReadNumber<char>(text, isWhole, out number);

    /// <summary>Of signs in UTF-8 or UTF-16.</summary>
    public static FaultCode? TryReadNumber<TSign>(ReadOnlySpan<TSign> text, bool isWhole, out FixedPoint number)
        where TSign : unmanaged, IBinaryInteger<TSign> => FixedPoint.TryRead(text, out number) switch
        {
            NumberFault.NotANumber => FaultCode.NotANumber,
            NumberFault.TooManyPlaces => isWhole ? FaultCode.NotAWholeNumber : FaultCode.TooManyPlaces,
            NumberFault.TooLarge => FaultCode.NumberTooLarge,
            null => isWhole && number.Millionths % FixedPoint.One != 0 ? FaultCode.NotAWholeNumber : null,
        };

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool HasSpace(ReadOnlySpan<char> text)
    {
        foreach (var sign in text)
        {
            if (char.IsWhiteSpace(sign))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Whether no surrogate stands without its other half, which can neither be folded nor written as UTF-8, and no sign stands for bytes that were no letter.
    /// </summary>
    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uFFFD'))
            return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Unreadable)
                return false;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
