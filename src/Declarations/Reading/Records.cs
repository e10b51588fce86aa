using System.Globalization;

namespace RmsOrleans.Declarations.Reading;

/// <summary>What a file of a load has in its lines.</summary>
public enum RecordKind
{
    Declarations,

    /// <summary>What became of declarations: released, withdrawn.</summary>
    Events,

    /// <summary>What control of items found.</summary>
    Outcomes,

    /// <summary>What goods cost elsewhere; always of a table.</summary>
    Prices,
}

/// <summary>What was read from a line, or from several that belong together: a record of the kind of the file, or what is wrong.</summary>
/// <param name="Line">The first, from 1.</param>
/// <param name="Declaration">Null too where only <see cref="ToStore"/> was asked for and could be made at once.</param>
public sealed record LoadedLine(
    long Line, ImmutableArray<Fault> Faults, Declaration? Declaration = null, DeclarationEvent? Event = null, ItemOutcome? Outcome = null, PricePoint? Price = null)
{
    /// <summary>The declaration as it is stored.</summary>
    public CanonicalDeclaration? ToStore { get => field ?? (Declaration is null ? null : field = CanonicalDeclaration.Of(Declaration)); init; }
}

/// <summary>Something that happened to a declaration.</summary>
/// <param name="Code">Two digits: 10 released, 11 released under security, 20 released finally after it, 77 suspended, 81 withdrawn, 82 considered not lodged, and others.</param>
/// <param name="IsAutomatic">Whether no official did it.</param>
public sealed record DeclarationEvent(DeclarationNumber Number, string Code, DateTimeOffset At, bool IsAutomatic);

/// <summary>What control of an item found, where that is told apart from the declaration.</summary>
public sealed record ItemOutcome(DeclarationNumber Number, int Item, Outcome Outcome);

internal static class DeclarationRules
{
    public const int MostVersions = 9_999;
}

/// <summary>What an event must have.</summary>
internal static class EventRules
{
    public static DeclarationEvent? Complete(DeclarationParts parts, string? code, DateTimeOffset? at, bool isAutomatic)
    {
        Require(parts, parts.Number, "/number");
        Require(parts, code, "/code");
        Require(parts, at, "/at");
        if (code is not null && !(code.Length == 2 && code.All(char.IsAsciiDigit)))
            parts.Refuse("/code", FaultCode.NotAnEventCode);
        return parts.Faults.Count == 0 ? new(parts.Number!, code!, at!.Value, isAutomatic) : null;
    }

    /// <summary>ISO 8601 with an offset.</summary>
    public static DateTimeOffset? TryReadTime(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length)
            ? time : null;

    /// <summary>What is there and faulty is not missing.</summary>
    internal static void Require(DeclarationParts parts, object? value, string pointer)
    {
        if (value is null && parts.Faults.All(fault => fault.Pointer != pointer && fault.Pointer.Length > 0))
            parts.Refuse(pointer, FaultCode.Missing);
    }
}

/// <summary>What an outcome that stands for itself must have.</summary>
internal static class OutcomeRules
{
    /// <param name="item">0 where none was read.</param>
    public static ItemOutcome? Complete(DeclarationParts parts, int item, Outcome? outcome)
    {
        EventRules.Require(parts, parts.Number, "/number");
        EventRules.Require(parts, item == 0 ? null : item, "/item");
        return parts.Faults.Count == 0 ? new(parts.Number!, item, outcome!) : null;
    }
}

/// <summary>What was read of an outcome.</summary>
internal struct OutcomeParts
{
    public bool? IsControlled;
    public bool? HasFinding;
    public FixedPoint? Payments;
    public FixedPoint? Hours;

    private readonly bool IsSilent => IsControlled is null && HasFinding is null;

    private readonly bool Contradicts => IsControlled == false && HasFinding == true;

    /// <summary>A finding says that there was a control; without either nothing is said.</summary>
    public readonly Outcome? Complete(DeclarationParts parts, long line, string pointer)
    {
        if (IsSilent)
            parts.Refuse(line, $"{pointer}/{Members.IsControlled}", FaultCode.Missing);
        else if (Contradicts)
            parts.Refuse(line, $"{pointer}/{Members.IsControlled}", FaultCode.Contradicts, "true");
        return Complete();
    }

    /// <summary>Null where something is wrong.</summary>
    public readonly Outcome? Complete() => IsSilent || Contradicts ? null : new(IsControlled ?? true, HasFinding ?? false, Payments, Hours);
}
