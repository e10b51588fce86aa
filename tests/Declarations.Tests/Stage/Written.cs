using System.Globalization;
using RmsOrleans.Declarations.Conditions;

namespace RmsOrleans.Declarations.Tests.Stage;

/// <summary>Conditions and declarations in short words.</summary>
internal static class Written
{
    /// <summary>Such as <c>originCountry equals CN; not commodityCode startsWith 69 70</c>; <c>list</c> before a condition puts it among the lists.</summary>
    public static RiskConditions Conditions(string text)
    {
        var all = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select((part, i) =>
        {
            var words = part.Split(' ');
            var isList = words[0] == "list";
            words = isList ? words[1..] : words;
            var isExclusion = words[0] == "not";
            words = isExclusion ? words[1..] : words;
            return (IsList: isList, Condition: new Condition(Fields.Get(words[0]), Enum.Parse<Comparison>(words[1], ignoreCase: true), [.. words[2..]], isExclusion, $"/{i}"));
        }).ToArray();
        return new([.. all.Where(each => each.IsList).Select(each => each.Condition)], [.. all.Where(each => !each.IsList).Select(each => each.Condition)]);
    }

    /// <summary>Such as <c>originCountry=CN; vehicles=vehicleNumber:A1,vehicleCountry:DE; vehicles=vehicleCountry:TR</c>.</summary>
    public static FieldValues Values(string text)
    {
        var values = new FieldValues.Builder();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (part[..part.IndexOf('=')], part[(part.IndexOf('=') + 1)..]);
            if (Enum.TryParse<Repeated>(name, ignoreCase: true, out var kind))
            {
                var thing = new FieldValues.Builder();
                foreach (var property in value.Split(','))
                    Add(thing, property[..property.IndexOf(':')], property[(property.IndexOf(':') + 1)..]);
                values.Add(kind, thing.Build());
            }
            else
                Add(values, name, value);
        }
        return values.Build();
    }

    /// <summary>A declaration with the items that are written.</summary>
    public static Declaration Declaration(string head, params string[] items) => new(
        new("10113110", new(2026, 1, 15), "0000001"), 1, Values(head), [.. items.Select((item, i) => new DeclarationItem(i + 1, Values(item)))]);

    private static void Add(FieldValues.Builder values, string name, string value)
    {
        var field = Fields.Get(name);
        if (field.Form == FieldForm.Date)
            values.Add(field, new FieldValue(FixedPoint.Of(DateOnly.Parse(value, CultureInfo.InvariantCulture))));
        else if (!field.IsNumber)
            values.Add(field, new FieldValue(value));
        else
            values.Add(field, FixedPoint.TryRead(value, out var number) is { } fault ? throw new FormatException($"{value}: {fault}") : new FieldValue(number));
    }
}
