using System.Globalization;
using System.Text.Json.Serialization;
using RmsOrleans.Samples.Risks;

namespace RmsOrleans.Samples;

/// <summary>One submission with its paperwork: signed on one working day, agreed on the next.</summary>
public sealed record Submission(
    [property: JsonPropertyName("idempotencyKey"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IdempotencyKey,
    [property: JsonPropertyName("authority")] string Authority,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("author")] object Author,
    [property: JsonPropertyName("otherUnits")] string[] OtherUnits,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("content")] object Content,
    [property: JsonPropertyName("note")] object Note,
    [property: JsonPropertyName("signature")] object Signature,
    [property: JsonPropertyName("visas")] object[] Visas)
{
    private static readonly (Func<Dice, Goods, Office, Risk> Draw, People People)[] risks =
    [
        (Value.Understated, People.English),
        (Value.UnderstatedByTraders, People.Russian),
        (Classification.WrongCode, People.English),
        (Classification.ByMethodology, People.Russian),
        (Origin.FalsePreference, People.Russian),
        (Origin.Concealed, People.English),
        (Cargo.WrongWeight, People.English),
        (Cargo.TransitNotDelivered, People.Russian),
        (Bans.NoPermit, People.Russian),
        (Bans.Concealment, People.English),
        (Bans.Counterfeit, People.English),
    ];

    public static Submission Draw(Dice dice, Office office, string? idempotencyKey)
    {
        var (draw, people) = dice.Pick(risks);
        var risk = draw(dice, dice.Pick(Goods.All), office);
        var names = dice.Pick(people.Names, 6);
        var units = dice.Pick(people.Units, dice.Between(1, 3));
        return new Submission(
            idempotencyKey, office.Code, units[0], new { name = names[0], position = people.Inspector }, units[1..], risk.Kind,
            ContentOf(dice, risk, office, units[0], names[0]), NoteOf(dice, risk), Signed(dice, office, people, names[1]),
            [.. Agreed(dice, office, names, units[1..])]);
    }

    private static object ContentOf(Dice dice, Risk risk, Office office, string unit, string person)
    {
        var (territory, authorities) = TerritoryOf(dice, office);
        return new
        {
            title = risk.Title,
            territory,
            mode = risk.Mode,
            riskArea = new
            {
                description = risk.Description,
                procedures = risk.Procedures,
                authorities,
                traders = Array.Empty<string>(),
                vehicles = risk.Vehicles,
                excluded = new
                {
                    procedures = risk.ExcludedProcedures,
                    authorities = Array.Empty<string>(),
                    traders = risk.ExcludedTraders,
                    vehicles = Array.Empty<string>(),
                },
                indicators = risk.Indicators,
            },
            measures = risk.Measures,
            contact = new { unit, person, phone = $"+7 495 000-{dice.Between(10, 99)}-{dice.Between(10, 99)}", email = $"risk.{office.Code}@customs.example" },
        };
    }

    /// <summary>Mostly its own zone; sometimes its region; the centre writes for the whole country.</summary>
    private static (string, string[]) TerritoryOf(Dice dice, Office office)
    {
        if (office.Code == Office.Fcs || dice.OneIn(12))
            return ("AllRussian", []);
        return office.HasRegion && (office.Region == office.Code || dice.OneIn(4)) ? ("Regional", [office.Region]) : ("Zonal", [office.Code]);
    }

    private static object NoteOf(Dice dice, Risk risk)
    {
        var from = new DateOnly(2026, 11, 1).AddDays(dice.Between(0, 8) * 7);
        return new
        {
            sources = risk.Sources.Split("; "),
            methodology = risk.Methodology,
            logic = risk.Methodology is null ? risk.Logic : null,
            calculation = risk.Calculation,
            assessment = risk.Assessment,
            consequences = risk.Consequences,
            validFrom = Day(from),
            validTo = Day(from.AddMonths(dice.Between(6, 12)).AddDays(-1)),
            expectedConsignments = dice.Between(2, 60) * 10,
        };
    }

    private static object Signed(Dice dice, Office office, People people, string name) =>
        new { name, position = people.UnitHead, signedAt = At(dice, 13, office) };

    private static IEnumerable<object> Agreed(Dice dice, Office office, string[] names, string[] otherUnits)
    {
        yield return new { @as = "CoordinationHead", name = names[2], givenAt = At(dice, 14, office) };
        yield return new { @as = "DeputyHead", name = names[3], givenAt = At(dice, 14, office), acting = dice.OneIn(8) };
        for (var i = 0; i < otherUnits.Length; i++)
            yield return new { @as = "UnitHead", unit = otherUnits[i], name = names[4 + i], givenAt = At(dice, 14, office) };
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A minute within the office hours of a day of October 2026.</summary>
    private static string At(Dice dice, int day, Office office) =>
        $"2026-10-{day:00}T{dice.Between(9, 17):00}:{dice.Between(0, 59):00}:00+{office.UtcOffset:00}:00";
}
