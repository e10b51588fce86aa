using System.Text.Json.Serialization;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Content;

/// <summary>A direct measure: what a post does when the profile hits. Its code comes from the classifier of measures.</summary>
/// <param name="Note">What else is to be known of the measure.</param>
/// <param name="Share">Which share of the hits it is applied to, drawn at random, in whole per cent from 0 to 100; all of them if left out.</param>
[GenerateSerializer, Alias("measure"), Immutable]
public sealed record Measure(
    [property: Id(0)] string Code,
    [property: Id(1)] string Description,
    [property: Id(2)] string Characteristics,
    [property: Id(3)] bool Obligatory,
    [property: Id(4)] string? DependsOn = null,
    [property: Id(5)] string? Note = null,
    [property: Id(6)] string? InspectionType = null,
    [property: Id(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Share = null)
{
    /// <summary>As it is meant where nothing is said.</summary>
    public const int WholeShare = 100;
}

/// <summary>Direct measures: each by the classifier, and what they depend on.</summary>
internal static class MeasureRules
{
    private const string List = "/measures";
    private const int Most = 100;
    private const string InspectionForm = "0 0 0 0 00 0 00";

    public static void Check(ValidationErrors errors, JsonPointer content, ImmutableArray<Measure> measures, ClassifierEditions classifiers)
    {
        if (measures.IsEmpty)
            errors.Add(content.Of(List), "At least one measure is needed.", "Необходимо указать хотя бы одну меру.");
        if (TextLists.IsTooLong(errors, content.Of(List), measures.Length, Most))
            return;

        for (var i = 0; i < measures.Length; i++)
            Check(errors, content.Of(List, i), measures[i], classifiers);
        if (!errors.IsUnreadable(content.Of(List)))
            CheckDependencies(errors, content, measures);
    }

    private static void Check(ValidationErrors errors, JsonPointer at, Measure measure, ClassifierEditions classifiers)
    {
        errors.Text(at.Of("/description"), measure.Description);
        errors.Text(at.Of("/characteristics"), measure.Characteristics);
        errors.OptionalText(at.Of("/note"), measure.Note);

        if (measure.Share is < 0 or > Measure.WholeShare)
            errors.Add(at.Of("/share"), "Expected a whole number from 0 to 100, per cent.", "Ожидается целое число процентов от 0 до 100.");

        var inspection = classifiers.Measures.IsInspection(measure.Code);
        if (inspection is null)
            errors.Add(at.Of("/code"), "The classifier of measures knows no such code.", "В классификаторе мер нет такого кода.");
        if (measure.InspectionType is { } type && !HasInspectionForm(type))
            errors.Add(at.Of("/inspectionType"), "Expected seven parts of digits, X X X X XX X XX.", "Ожидается код из семи групп цифр вида 0 0 0 0 00 0 00.");
        if (inspection == true && measure.InspectionType is null)
        {
            errors.Add(
                at.Of("/inspectionType"),
                "This measure is an inspection; it needs the inspection-type code.",
                "Эта мера – досмотр; необходимо указать код вида досмотра.");
        }
        if (inspection == false && measure.InspectionType is not null)
        {
            errors.Add(
                at.Of("/inspectionType"),
                "This measure is not an inspection; it has no inspection-type code.",
                "Эта мера не является досмотром; код вида досмотра не указывается.");
        }
    }

    private static bool HasInspectionForm(string type)
    {
        var fits = type.Length == InspectionForm.Length;
        for (var i = 0; fits && i < type.Length; i++)
            fits = InspectionForm[i] == ' ' ? type[i] == ' ' : char.IsAsciiDigit(type[i]);
        return fits;
    }

    private static void CheckDependencies(ValidationErrors errors, JsonPointer content, ImmutableArray<Measure> measures)
    {
        for (var i = 0; i < measures.Length; i++)
        {
            if (measures[i].DependsOn is not { } main)
                continue;

            var place = content.Of(List, i).Of("/dependsOn");
            if (main == measures[i].Code)
                errors.Add(place, "A measure does not depend on itself.", "Мера не может зависеть от самой себя.");
            else if (!measures.Any(other => other.Code == main))
                errors.Add(place, "No other measure of this draft has this code.", "В проекте нет другой меры с этим кодом.");
            else if (Reaches(measures, main, measures[i].Code))
                errors.Add(place, "These measures depend on each other in a circle.", "Меры зависят друг от друга по кругу.");
        }
    }

    /// <summary>Whether what the measures of one code depend on, and so on, comes to another code.</summary>
    private static bool Reaches(ImmutableArray<Measure> measures, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var next = new Queue<string>(seen);
        while (next.TryDequeue(out var code))
        {
            foreach (var measure in measures)
            {
                if (measure.Code == code && measure.DependsOn is { } main && seen.Add(main))
                    next.Enqueue(main);
            }
        }
        return seen.Contains(to);
    }
}
