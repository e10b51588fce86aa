using System.Text.RegularExpressions;
using RmsOrleans.Declarations;

namespace RmsOrleans.Grains.Declarations;

/// <summary>What an official enters of a measure, by the codes of the field.</summary>
/// <param name="Kind"><c>0</c> not applied, <c>1</c> applied, <c>2</c> in part or otherwise.</param>
/// <param name="Foundation"><c>00</c> applied, <c>02</c> risk not found by the non-formal indicators, <c>03</c> not by the profile's own conditions, <c>04</c> for objective reasons, not as characterised or not in full, <c>05</c> not selected at random.</param>
/// <param name="ReasonCode">With the foundation <c>04</c>: a code of the reasons.</param>
/// <param name="Text">With the foundation <c>04</c>: the reason in words.</param>
/// <param name="PresentOfficial">The official of the centre who was present, by name, where the measure needs that.</param>
/// <param name="Inspection">How the goods were inspected; for a measure that is an inspection and was applied.</param>
[GenerateSerializer, Alias("measure-entry"), Immutable]
public sealed record MeasureEntry(
    [property: Id(0)] string Kind, [property: Id(1)] string Foundation, [property: Id(2)] string? ReasonCode = null, [property: Id(3)] string? Text = null,
    [property: Id(4)] string? PresentOfficial = null, [property: Id(5)] Inspection? Inspection = null)
{
    internal EntryKind Did => Codes.Entry(Kind) ?? throw new InvalidOperationException($"'{Kind}' is no code of an entry.");

    internal EntryFoundation Ground => Codes.Foundation(Foundation) ?? throw new InvalidOperationException($"'{Foundation}' is no code of a foundation.");

    internal void Check(ValidationErrors errors)
    {
        var (kind, foundation) = (Codes.Entry(Kind), Codes.Foundation(Foundation));
        if (kind is null)
            errors.Add("/entry/kind", "Expected 0, 1 or 2.", "Ожидается 0, 1 или 2.");
        if (foundation is null)
            errors.Add("/entry/foundation", "Expected 00, 02, 03, 04 or 05.", "Ожидается 00, 02, 03, 04 или 05.");
        var fits = kind is null || foundation is null || kind switch
        {
            EntryKind.NotApplied => foundation is not EntryFoundation.Applied,
            EntryKind.Applied => foundation is EntryFoundation.Applied,
            EntryKind.Partly => foundation is EntryFoundation.Objective,
        };
        if (!fits)
            errors.Add("/entry/foundation", "What was applied has 00, what was applied in part or otherwise 04, and what was not has another.", "Для применённой меры указывается 00, для применённой частично или иначе – 04, для неприменённой – другое основание.");
        Code(errors, "/entry/reasonCode", ReasonCode, foundation == EntryFoundation.Objective);
        if (foundation == EntryFoundation.Objective)
            errors.Text("/entry/text", Text ?? "");
        else
            errors.OptionalText("/entry/text", Text);
        errors.OptionalText("/entry/presentOfficial", PresentOfficial);
        Inspection?.Check(errors);
        if (kind == EntryKind.NotApplied && Inspection is not null)
            errors.Add("/entry/inspection", "What was not applied was no inspection.", "Если мера не применена, сведения о досмотре не указываются.");
    }

    internal static void Code(ValidationErrors errors, string pointer, string? code, bool isNeeded)
    {
        if (code is null ? isNeeded : code.Length is 0 or > 20 || code.Any(char.IsWhiteSpace))
            errors.Add(pointer, "Expected a code of up to 20 characters without spaces.", "Ожидается код длиной до 20 символов без пробелов.");
    }
}

/// <summary>An inspection as its act tells it.</summary>
/// <param name="Number">Of instruction and act: authority, day and six digits, <c>10216110/301126/000001</c>.</param>
/// <param name="Begin">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Percent">Of the goods, 1 to 100.</param>
/// <param name="Weighed">Whether they were weighed.</param>
/// <param name="Opened">Whether packages were opened.</param>
/// <param name="Recounted">Whether they were counted.</param>
/// <param name="GoodsAgree">Whether they are what was declared.</param>
/// <param name="Facility">The equipment that was used.</param>
[GenerateSerializer, Alias("inspection"), Immutable]
public sealed partial record Inspection(
    [property: Id(0)] string Number, [property: Id(1)] DateTimeOffset Begin, [property: Id(2)] DateTimeOffset End, [property: Id(3)] int Percent, [property: Id(4)] bool Weighed,
    [property: Id(5)] bool Opened, [property: Id(6)] bool Recounted, [property: Id(7)] bool GoodsAgree, [property: Id(8)] string? Facility = null)
{
    internal TimeSpan Worked => End - Begin;

    internal void Check(ValidationErrors errors)
    {
        if (!Printed().IsMatch(Number))
            errors.Add("/entry/inspection/number", "Expected a number such as 10216110/301126/000001.", "Ожидается номер вида 10216110/301126/000001.");
        if (End < Begin)
            errors.Add("/entry/inspection/end", "It ended before it began.", "Окончание раньше начала.");
        if (Percent is < 1 or > 100)
            errors.Add("/entry/inspection/percent", "Expected a whole number from 1 to 100.", "Ожидается целое число от 1 до 100.");
        errors.OptionalText("/entry/inspection/facility", Facility);
    }

    [GeneratedRegex(@"\A[0-9]{8}/[0-9]{6}/[0-9]{6}\z")]
    private static partial Regex Printed();
}

/// <summary>What control led to.</summary>
/// <param name="Code">A code of the results of control.</param>
/// <param name="IsFinding">Whether something was found.</param>
/// <param name="Payments">By how much the payments grew, or shrank with a minus, in roubles, such as <c>120000.50</c>.</param>
/// <param name="Article">Of the code of offences.</param>
/// <param name="Part">Of the article.</param>
/// <param name="CaseNumber">Of the case that was opened.</param>
/// <param name="NewDeclaration">The declaration that was lodged in the place of this one.</param>
/// <param name="NewItem">Its item.</param>
[GenerateSerializer, Alias("control-result"), Immutable]
public sealed record ControlResult(
    [property: Id(0)] string Code, [property: Id(1)] bool IsFinding, [property: Id(2)] string? Payments = null, [property: Id(3)] string? Article = null, [property: Id(4)] string? Part = null,
    [property: Id(5)] string? CaseNumber = null, [property: Id(6)] string? NewDeclaration = null, [property: Id(7)] int? NewItem = null)
{
    /// <summary>Null where it says nothing of payments.</summary>
    internal FixedPoint? Roubles => Payments is not null && FixedPoint.TryRead(Payments, out var roubles) is null ? roubles : null;

    internal void Check(ValidationErrors errors)
    {
        MeasureEntry.Code(errors, "/result/code", Code, isNeeded: true);
        if (Payments is not null && FixedPoint.TryRead(Payments, out _) is not null)
            errors.Add("/result/payments", "Expected an amount in roubles such as 120000.50.", "Ожидается сумма в рублях вида 120000.50.");
        errors.OptionalText("/result/article", Article);
        errors.OptionalText("/result/part", Part);
        errors.OptionalText("/result/caseNumber", CaseNumber);
        if (NewDeclaration is not null && !DeclarationNumber.TryParse(NewDeclaration, out _))
            errors.Add("/result/newDeclaration", "Expected a number of a declaration such as 10216110/301126/0000001.", "Ожидается номер декларации вида 10216110/301126/0000001.");
        if (NewItem is { } item && (NewDeclaration is null || item is < 1 or > Declaration.MostItems))
            errors.Add("/result/newItem", "Expected an item of the new declaration, from 1 to 999.", "Ожидается номер товара новой декларации от 1 до 999.");
    }
}
