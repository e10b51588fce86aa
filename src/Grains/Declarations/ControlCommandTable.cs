using System.Text.Json.Serialization;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Declarations;

/// <summary>What officials do with the control of a declaration.</summary>
public static class ControlCommandTable
{
    public static CommandTable<ControlCommand> All { get; } = new(
        new CommandRow<ControlCommand, DecideHit>(
            Operation.DecideHit, "decision", "Decide on a hit",
            "Of an automated profile: whether the risk is there, with a verdict for each indicator that only an official can judge. If it is, the measures are due.")
        { Name = new("Decide on a hit", "Принять решение по срабатыванию"), Example = """{ "hit": 1, "riskFound": true, "verdicts": [{ "indicator": 3, "holds": true }] }""" },
        new CommandRow<ControlCommand, FindHit>(
            Operation.FindHit, "found-hits", "Find a hit of an informal profile",
            "An official finds what software does not look for; the measures of the profile are due at once.")
        { Name = new("Find a hit", "Выявить срабатывание"), Example = """{ "profile": "13/100000/22112026/00001", "item": 1, "note": "The packing list was altered." }""" },
        new CommandRow<ControlCommand, OrderMeasure>(
            Operation.OrderMeasure, "measures", "Order a measure without a profile",
            "Since an official sees a risk, or since the declaration was drawn for the control sample.")
        { Name = new("Order a measure", "Назначить меру"), Example = """{ "ground": "Official", "item": 0, "measure": "104", "characteristics": "All packages.", "reason": "The seals differ from the documents." }""" },
        new CommandRow<ControlCommand, AgreeMeasure>(
            Operation.AgreeMeasure, "agreements", "Agree to a measure",
            "The head of the post, by name. A measure that the classifier marks so cannot be entered as applied without it.")
        { Name = new("Agree to a measure", "Согласовать меру"), Example = """{ "hit": 1, "measure": 1 }""" },
        new CommandRow<ControlCommand, EnterMeasure>(
            Operation.EnterMeasure, "entries", "Enter what became of a measure",
            "That it was applied, in part or otherwise, or not, and on what ground. Measures that depend on one that was not applied are due no longer.")
        {
            Name = new("Enter what became of a measure", "Отметить применение меры"),
            Example = """
                { "hit": 1, "measure": 1, "entry": { "kind": "1", "foundation": "00", "inspection": {
                  "number": "10216110/301126/000001", "begin": "2026-11-30T10:00:00+03:00", "end": "2026-11-30T12:30:00+03:00", "percent": 10,
                  "weighed": true, "opened": true, "recounted": false, "goodsAgree": false, "facility": "mobile X-ray" } } }
                """,
        },
        new CommandRow<ControlCommand, RecordResult>(
            Operation.RecordControlResult, "results", "Record what a measure led to",
            "Of a measure that was applied, if only in part.")
        { Name = new("Record a result", "Указать результат"), Example = """{ "hit": 1, "measure": 1, "result": { "code": "21", "isFinding": true, "payments": "120000.50" } }""" },
        new CommandRow<ControlCommand, CloseControl>(
            Operation.CloseControl, "closing", "Close the control",
            "The declaration was withdrawn, or counts as not lodged. Nothing is possible after it.")
        { Name = new("Close the control", "Завершить контроль"), Example = """{ "reason": "Withdrawn", "note": "Lodged anew." }""" });
}

/// <summary>How bodies of commands are read and written; options and converters are those of the API.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DecideHit))]
[JsonSerializable(typeof(FindHit))]
[JsonSerializable(typeof(OrderMeasure))]
[JsonSerializable(typeof(AgreeMeasure))]
[JsonSerializable(typeof(EnterMeasure))]
[JsonSerializable(typeof(RecordResult))]
[JsonSerializable(typeof(CloseControl))]
[JsonSerializable(typeof(IndicatorVerdict))]
public sealed partial class ControlCommandJson : JsonSerializerContext;
