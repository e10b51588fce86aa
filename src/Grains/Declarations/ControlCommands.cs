using RmsOrleans.Declarations;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Declarations;

/// <summary>A wish about the control of a declaration. What came of it is a <c>ControlEvent</c>, or a refusal.</summary>
[GenerateSerializer, Alias("control-command"), Immutable]
public abstract record ControlCommand
{
    /// <inheritdoc cref="Profiles.ProfileCommand.Errors"/>
    public ImmutableArray<ValidationError> Errors(ReferenceSnapshot reference, ImmutableArray<ValidationError> unreadable)
    {
        var errors = new ValidationErrors(unreadable);
        Check(errors, reference);
        return unreadable.AddRange(errors.ToImmutable());
    }

    /// <summary>Adds what is wrong with it in itself.</summary>
    internal abstract void Check(ValidationErrors errors, ReferenceSnapshot reference);
}

/// <summary>An official has looked at a hit of an automated profile.</summary>
/// <param name="Hit">The place of the hit among those of the declaration.</param>
/// <param name="RiskFound">Whether the risk is there; then the measures are due.</param>
/// <param name="Verdicts">One for each indicator that only an official can judge; where there is none, one of the whole if anything is to be said.</param>
[GenerateSerializer, Alias("decide-hit"), Immutable]
public sealed record DecideHit(
    [property: Id(0)] int Hit, [property: Id(1)] bool RiskFound, ImmutableArray<IndicatorVerdict> Verdicts = default, [property: Id(3)] string? Note = null) : ControlCommand
{
    [Id(2)] public ImmutableArray<IndicatorVerdict> Verdicts { get; init; } = Verdicts.IsDefault ? [] : Verdicts;

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference)
    {
        errors.OptionalText("/note", Note);
        for (var i = 0; i < Verdicts.Length; i++)
            errors.OptionalText($"/verdicts/{i}/note", Verdicts[i].Note);
    }
}

/// <summary>Whether an indicator holds that only an official can judge.</summary>
/// <param name="Indicator">Its place among the indicators of the profile; left out for the whole.</param>
/// <param name="Holds">Whether it does.</param>
[GenerateSerializer, Alias("indicator-verdict"), Immutable]
public sealed record IndicatorVerdict([property: Id(0)] int? Indicator, [property: Id(1)] bool Holds, [property: Id(2)] string? Note = null);

/// <summary>An official finds that an informal profile hits.</summary>
/// <param name="Profile">The number of the profile.</param>
/// <param name="Item">The item that it hits; 0 for the consignment as a whole.</param>
[GenerateSerializer, Alias("find-hit"), Immutable]
public sealed record FindHit([property: Id(0)] RegistrationNumber Profile, [property: Id(1)] int Item, [property: Id(2)] string? Note = null) : ControlCommand
{
    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference)
    {
        ControlChecks.Item(errors, Item);
        errors.OptionalText("/note", Note);
    }
}

/// <summary>Control without a profile: an official sees a risk, or chance picked the declaration.</summary>
/// <param name="Ground"><c>Official</c> or <c>ControlSample</c>.</param>
/// <param name="Item">The item that it is about; 0 for the consignment as a whole.</param>
/// <param name="Measure">A code of the classifier of measures.</param>
/// <param name="Characteristics">How it is to be carried out.</param>
[GenerateSerializer, Alias("order-measure"), Immutable]
public sealed record OrderMeasure(
    [property: Id(0)] ControlGround Ground, [property: Id(1)] int Item, [property: Id(2)] string Measure, [property: Id(3)] string Characteristics, [property: Id(4)] string Reason) : ControlCommand
{
    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference)
    {
        ControlChecks.Item(errors, Item);
        errors.Text("/characteristics", Characteristics);
        errors.Text("/reason", Reason);
        if (Ground == ControlGround.Profile)
            errors.Add("/ground", "What a profile asks for is due by itself; the ground is an official's or that of the control sample.", "Меры профиля назначаются сами; основанием может быть решение должностного лица или контрольная выборка.");
        if (reference.Classifiers.Measures.IsInspection(Measure) is null)
            errors.Add("/measure", "The classifier of measures knows no such code.", "В классификаторе мер нет такого кода.");
    }
}

/// <summary>The head of the post agrees to a measure, by name.</summary>
/// <param name="Hit">The place of the hit among those of the declaration.</param>
/// <param name="Measure">The place of the measure among those of the hit.</param>
[GenerateSerializer, Alias("agree-measure"), Immutable]
public sealed record AgreeMeasure([property: Id(0)] int Hit, [property: Id(1)] int Measure) : ControlCommand
{
    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference)
    {
    }
}

/// <summary>What became of a measure.</summary>
/// <param name="Hit">The place of the hit among those of the declaration.</param>
/// <param name="Measure">The place of the measure among those of the hit.</param>
/// <param name="Entry">What was done, and on what ground.</param>
[GenerateSerializer, Alias("enter-measure"), Immutable]
public sealed record EnterMeasure([property: Id(0)] int Hit, [property: Id(1)] int Measure, [property: Id(2)] MeasureEntry Entry) : ControlCommand
{
    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference) => Entry.Check(errors);
}

/// <summary>What the measure led to.</summary>
/// <param name="Hit">The place of the hit among those of the declaration.</param>
/// <param name="Measure">The place of the measure among those of the hit; it was applied, if only in part.</param>
/// <param name="Result">What was found, and what came of it.</param>
[GenerateSerializer, Alias("record-result"), Immutable]
public sealed record RecordResult([property: Id(0)] int Hit, [property: Id(1)] int Measure, [property: Id(2)] ControlResult Result) : ControlCommand
{
    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference) => Result.Check(errors);
}

/// <summary>The declaration was withdrawn, or counts as not lodged.</summary>
/// <param name="Reason">Which of the two.</param>
[GenerateSerializer, Alias("close-control"), Immutable]
public sealed record CloseControl([property: Id(0)] ControlEnd Reason, [property: Id(1)] string? Note = null) : ControlCommand
{
    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference) => errors.OptionalText("/note", Note);
}

internal static class ControlChecks
{
    public static void Item(ValidationErrors errors, int item)
    {
        if (item is < 0 or > Declaration.MostItems)
            errors.Add("/item", "Expected 0 for the whole, or the number of an item from 1 to 999.", "Ожидается 0 для партии в целом или номер товара от 1 до 999.");
    }
}
