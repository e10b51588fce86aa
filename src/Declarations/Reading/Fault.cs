namespace RmsOrleans.Declarations.Reading;

/// <summary>Something that is wrong with a line; the words for it stand where people are told.</summary>
/// <param name="Line">The line of the file, from 1; of a declaration of several lines the one that is wrong.</param>
/// <param name="Pointer">Where in the declaration, as a JSON pointer such as <c>/items/0/netWeightKg</c>; empty for the whole line.</param>
/// <param name="Detail">What the value should have been, or what is in the way; null where the code says it all.</param>
public readonly record struct Fault(long Line, string Pointer, FaultCode Code, string? Detail = null);

/// <summary>What can be wrong with a line. The names are stored and answered.</summary>
public enum FaultCode
{
    /// <summary>Not JSON, or not UTF-8.</summary>
    NotJson,
    NotAnObject,
    NotAList,
    UnknownMember,
    RepeatedMember,

    /// <summary>A text is expected, or a number, or true or false.</summary>
    OtherKind,
    Missing,

    /// <summary>Of letters that are none, such as half a surrogate pair.</summary>
    MalformedText,

    /// <summary>More than 20,000 characters.</summary>
    TextTooLong,

    /// <summary>A code has up to 20 characters without spaces.</summary>
    NotACode,
    NotDigits,
    NotACountry,
    NotYesNo,
    NotADay,
    NotATime,
    NotANumber,
    NotAWholeNumber,
    TooManyPlaces,
    NumberTooLarge,
    NotAnAuthority,
    NotADeclarationNumber,
    NotAVersion,
    NotAnItemNumber,
    NotACategory,

    /// <summary>It follows from other values, and is another; <see cref="Fault.Detail"/> says which.</summary>
    Contradicts,

    /// <summary>It follows from other values, and they are not there.</summary>
    FollowsFromNothing,
    RepeatedItem,
    TooManyItems,

    /// <summary>The line of a table has fewer or more columns than its header, or a quote out of place.</summary>
    MalformedRow,

    /// <summary>The table of the mapping does not have the value.</summary>
    NotInTable,
    LineTooLong,
    NotAnEventCode,

    /// <summary>The same number and version is stored with another content.</summary>
    Conflict,

    /// <summary>Of a version between those that are stored, nothing is kept.</summary>
    Stale,

    /// <summary>It is of an authority whose declarations the sender may not load.</summary>
    OtherAuthority,

    /// <summary>Of a price point: a month, or a day of it.</summary>
    NotAMonth,

    /// <summary>Of a price point: import or export.</summary>
    NotADirection,

    /// <summary>A value or a quantity that a price can be made of is above 0.</summary>
    NotPositive,
}
