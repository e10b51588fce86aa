using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Tests;

/// <summary>One proposal that tests speak of: Baltic Customs, its officials, and ceramic tiles whose value is understated.</summary>
internal static class Ceramics
{
    public const string Unit = "Risk analysis";
    public const string OtherUnit = "Currency control";

    public static readonly AuthorityCode Baltic = new("10216000");
    public static readonly AuthorityCode Vladivostok = new("10702000");
    public static readonly AuthorityCode NorthWest = new("10200000");

    /// <summary>The units of the FCS, and that of the directorate, which deal with the tiles.</summary>
    public const string FcsUnit = "Tariff control";
    public const string OtherFcsUnit = "Analysis";
    public const string DirectorateUnit = "Customs value";

    public static readonly Actor Author = Official("author-1", Unit, Role.Author);
    public static readonly Actor UnitHead = Official("unit-head-1", Unit, Role.UnitHead);
    public static readonly Actor OtherUnitHead = Official("unit-head-2", OtherUnit, Role.UnitHead);
    public static readonly Actor CoordinationHead = Official("coordination-head-1", "RMS coordination", Role.CoordinationHead);
    public static readonly Actor DeputyHead = Official("deputy-head-1", null, Role.DeputyHead);
    public static readonly Actor Coordinator = Official("coordinator-1", "RMS coordination", Role.Coordinator);

    public static readonly Actor FcsCoordinator = Official("fcs-coordinator-1", "RMS", Role.Coordinator, AuthorityCode.Fcs);
    public static readonly Actor RmsHead = Official("rms-head-1", "RMS", Role.RmsHead, AuthorityCode.Fcs);
    public static readonly Actor Executor = Official("executor-1", FcsUnit, Role.Executor, AuthorityCode.Fcs);
    public static readonly Actor FcsUnitHead = Official("fcs-unit-head-1", OtherFcsUnit, Role.UnitHead, AuthorityCode.Fcs);
    public static readonly Actor DivisionHead = Official("division-head-1", FcsUnit, Role.SignatoryDivision, AuthorityCode.Fcs);
    public static readonly Actor FcsDeputyHead = Official("fcs-deputy-1", FcsUnit, Role.SignatoryDeputy, AuthorityCode.Fcs);
    public static readonly Actor FcsHead = Official("fcs-head-1", null, Role.SignatoryHead, AuthorityCode.Fcs);
    public static readonly Actor OtherExecutor = Official("executor-2", FcsUnit, Role.Executor, AuthorityCode.Fcs);
    public static readonly Actor DirectorateOfficer = Official("directorate-officer-1", DirectorateUnit, Role.DirectorateOfficer, NorthWest);
    public static readonly Actor Auditor = Official("auditor-1", null, Role.Auditor, AuthorityCode.Fcs);
    public static readonly Actor DirectorateCoordinator = Official("directorate-coordinator-1", "RMS coordination", Role.Coordinator, NorthWest);

    public static readonly DateTimeOffset SignedAt = new(2026, 11, 20, 10, 15, 0, TimeSpan.FromHours(3));

    public static readonly DraftContent Content = new(
        "Understated customs value of ceramic tiles",
        Territory.Zonal,
        ApplicationMode.Automated,
        new RiskArea(
            "Ceramic tiles of heading 6907 declared below the price of their raw materials.",
            ["40"],
            [Baltic.Value],
            Excluded: new Exclusions(Authorities: ["10216020"], Traders: ["7802345678"]),
            Indicators:
            [
                new Indicator(IndicatorGroup.Goods, "commodityCode", IndicatorOperator.StartsWith, ["690721"]),
                new Indicator(IndicatorGroup.GoodsPayments, "pricePerKg", IndicatorOperator.LessThan, ["0.45"]),
                new Indicator(IndicatorGroup.Trader, "traderTaxId", IndicatorOperator.OneOf, ["7801234567"], Exclusion: true),
                new Indicator(IndicatorGroup.Consignment, Text: "Packing list shows signs of alteration"),
            ]),
        [new Measure("106", "Customs inspection", "Inspect one package in ten and weigh it.", true, Note: "", InspectionType: "1 2 0 1 03 2 11")],
        new Contact(Unit, "A. Sokolova", "+7 812 000-00-00", "risk@example.org"));

    public static readonly ExplanatoryNote Note = new(
        ["Declarations of 2025 and 2026"],
        null,
        "Prices of 412 declarations were compared with world prices.",
        "Mean price 0.38 USD/kg against 0.71 USD/kg.",
        "High: a third of the declarations lie under the threshold.",
        "Unpaid duties of about 40 million roubles a year.",
        new DateOnly(2026, 12, 1),
        new DateOnly(2027, 11, 30),
        120);

    public static Prepare Prepare => new(Baltic, Unit, new Author("I. Petrov", "Senior inspector"), ProfileKind.Regular, Content, Note, [OtherUnit]);

    public static Submit Submission => SubmissionOf(Baltic);

    public static Submit SubmissionOf(AuthorityCode authority) => new(
        authority,
        Unit,
        new Author("I. Petrov", "Senior inspector"),
        ProfileKind.Regular,
        Content,
        Note,
        new Signature("O. Orlova", "Head of unit", SignedAt),
        [
            new Visa(VisaRole.CoordinationHead, null, "N. Volkov", SignedAt.AddHours(1)),
            new Visa(VisaRole.DeputyHead, null, "S. Lebedev", SignedAt.AddHours(2)),
            new Visa(VisaRole.UnitHead, OtherUnit, "M. Belova", SignedAt.AddHours(3)),
        ],
        [OtherUnit]);

    public static Actor CoordinatorOf(AuthorityCode authority) => Coordinator with { Authority = authority };

    /// <summary>The sample of authorities, as a register.</summary>
    public static AuthorityRegister Authorities { get; } = ReadSample();

    private static Actor Official(string subject, string? unit, Role role, AuthorityCode? authority = null) =>
        new(subject, $"Official {subject}", authority ?? Baltic, unit, [role]);

    private static AuthorityRegister ReadSample()
    {
        using var reader = new StreamReader(AuthoritySample.Open());
        var rows = reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd().Split('\n').Skip(1).Select(line => line.Split(','));
        return new AuthorityRegister(1, rows.Select(row => new Authority(
            new AuthorityCode(row[0]),
            row[1],
            row[2],
            Enum.Parse<AuthorityKind>(row[3]),
            row[4].Length > 0 ? new AuthorityCode(row[4]) : null,
            row[5])).ToImmutableArray());
    }
}
