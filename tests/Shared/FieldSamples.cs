using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Tests;

/// <summary>A value for each kind of field that people fill in.</summary>
internal static class FieldSamples
{
    public static string Of(KindField field) => field.Type switch
    {
        FieldType.Text => "Текст",
        FieldType.Date => "2026-11-01",
        FieldType.Moment => "2026-11-09T10:15:00+03:00",
        FieldType.Money => "1250.50",
        FieldType.WholeNumber => "7",
        FieldType.Number => "12.5",
        FieldType.Month => "2026-11",
        FieldType.Choice => field.Values[0].Code,
        FieldType.Code => "0803900000",
        FieldType.Authority => "10210000",
        FieldType.Trader => "7701234567",
        FieldType.YesNo => "true",
        FieldType.File => new string('a', 64),
        FieldType.Entries or FieldType.Figures => throw new ArgumentOutOfRangeException(nameof(field), field.Name, "The program fills it in."),
    };
}
