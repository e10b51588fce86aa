using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Tests.Stage;

namespace RmsOrleans.Declarations.Tests.Conditions;

/// <summary>Seven conditions whose answers were counted by other programs, in two languages.</summary>
public sealed class PublishedAnswersTests
{
    private static readonly AuthorityTree authorities = new(1, [("10000000", null)]);

    public static TheoryData<string, int, int> Answers => new()
    {
        { "commodityCode startsWith 6907", 69, 13 },
        { "originCountry equals CN; pricePerKg lessThan 10", 4_854, 1_184 },
        { "commodityCode equals 392690; not declarationAuthority equals 10400000", 1_354, 302 },
        { "procedure oneOf 94 15", 2_244, 517 },
        { "carrierTaxId exists", 8_012, 1_735 },
        { "not consignorName exists", 4_510, 929 },
        { "preference equals FCN1; originCountry differsFromField dispatchCountry", 71, 13 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_reference_evaluator_finds_what_was_counted(string conditions, int hits, int findings)
    {
        var meaning = new Meaning(Written.Conditions(conditions), authorities, Folding.Default);

        var hit = PublishedDeclarations.All.Where(declaration => meaning.Of(declaration).Verdict == Verdict.Yes).ToArray();

        Assert.Equal(45_519, PublishedDeclarations.All.Length);
        Assert.Equal((hits, findings), (hit.Length, hit.Count(declaration => declaration.Items[0].Outcome!.HasFinding)));
    }
}
