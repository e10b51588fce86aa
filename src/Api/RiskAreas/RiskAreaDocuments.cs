using System.Text.Json.Nodes;

namespace RmsOrleans.Api.RiskAreas;

/// <summary>Risk areas. They are loaded as the classifiers <c>risk-areas</c> and <c>risk-area-duties</c>.</summary>
internal static class RiskAreaDocuments
{
    private const string Tag = "Risk areas";
    private const string Area = "RA-07";

    public static RouteDocument List() => new RouteDocument(Tag, Operation.ListRiskAreas, "The register of risk areas")
        .Text("What drafts name as the risk that they are against (`content.riskArea.code`). An operator loads it as the classifier `risk-areas`.")
        .Query("on", "Only those that are in the register on this day; all without it.", "2026-12-01", form: ParameterForm.Day)
        .Answer<RiskAreaList>(200, "In the order of the register.", () => new JsonObject { ["revision"] = 3, ["items"] = new JsonArray(Item()) })
        .Refuses(Refusals.BadInput("/on", "Expected a date such as 2026-12-01."), Refusals.Unauthenticated);

    public static RouteDocument Find() => OfArea(Operation.GetRiskArea, "A risk area, and who must have a profile in it")
        .Answer<RiskAreaResponse>(200, "The area.", () => new JsonObject
        {
            ["area"] = Item(),
            ["description"] = "Ceramic tiles declared below the price level of their region",
            ["decision"] = "Order 12 of 2026-01-30",
            ["obligatory"] = new JsonArray(JsonNode.Parse("""{ "authority": "10216000", "authorityName": "Baltic customs office", "by": "2026-12-31" }""")),
        })
        .Refuses(Refusals.Unauthenticated, RiskAreaEndpoints.NoSuchArea);

    public static RouteDocument Export() => OfArea(Operation.ExportRiskArea, "A risk area for other services of the union")
        .Text("In both languages, with the profiles in force in it, but without what they look for and order.")
        .Answer<RiskAreaExport>(200, "The area.", () => JsonNode.Parse(
            """
            {
              "code": "RA-07", "titleRu": "Занижение стоимости керамической плитки", "titleEn": "Undervalued ceramic tiles", "number": 6, "type": "customs-value", "fiscal": true,
              "from": "2026-02-01", "review": "2027-02-01",
              "profiles": [{ "number": "13/100000/21122026/00001", "version": 2, "kind": "Regular", "territory": "Zonal", "validFrom": "2027-01-01", "validTo": "2027-06-30" }]
            }
            """)!)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFor(Operation.ExportRiskArea), RiskAreaEndpoints.NoSuchArea);

    public static RouteDocument Cover() => new RouteDocument(Tag, Operation.GetRiskCoverage, "Where profiles are obligatory, and what there is")
        .Text(
            "One item for each row of the classifier `risk-area-duties` that concerns your authority or one below it; the FCS and auditors see all. A profile counts that is in force for the "
            + "authority or for one above it. Drafts that you may not know of are not counted.")
        .Query("area", "Only of this area.", Area)
        .Query("authority", "Only of this authority.", "10216000", form: ParameterForm.Authority)
        .Query("state", "Only where it stands so.", "Overdue", form: ParameterForm.OneOf(Enum.GetNames<RiskCellState>()))
        .Answer<RiskCoverageResponse>(200, "In the order of the classifier, which has at most 5,000 rows.", () => JsonNode.Parse(
            """
            {
              "revision": 3,
              "items": [
                {
                  "area": "RA-07", "authority": "10216000", "authorityName": "Baltic customs office", "by": "2026-12-31", "state": "UnderConsideration",
                  "stateName": "A draft is under consideration", "profiles": [], "drafts": 2
                }
              ]
            }
            """)!)
        .Refuses(Refusals.BadInput("/authority", "Expected a code of eight digits."), Refusals.Unauthenticated, Refusals.Away);

    private static RouteDocument OfArea(Operation operation, string summary) =>
        new RouteDocument(Tag, operation, summary).Path("code", "The code of the area.", Area);

    private static JsonNode Item() => JsonNode.Parse(
        """
        {
          "code": "RA-07", "title": "Undervalued ceramic tiles", "type": "customs-value", "typeName": "Customs value", "fiscal": true, "from": "2026-02-01",
          "review": "2027-02-01"
        }
        """)!;
}
