using System.Text.Json.Nodes;
using RmsOrleans.Api.Declarations;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Prices;

namespace RmsOrleans.Api.Prices;

/// <summary>What the document says of price points and researches.</summary>
internal static class PriceDocuments
{
    private const string Id = "0197f0a4-9d20-7c41-a2b3-51d7e6f80913";

    private static readonly ParameterForm month = new(Microsoft.OpenApi.JsonSchemaType.String, Pattern: "^[0-9]{4}-[0-9]{2}$");

    public static RouteDocument List() => Narrowed(Operation.ListPricePoints, "Price points, the newest first")
        .Query("before", "`next` of the page before.", "1200", form: DeclarationLoadDocuments.LoadNumber)
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Answer<PricePointList>(200, "A page; without `next` it is the last.", () => JsonNode.Parse(
            """
            {
              "items": [ { "id": 1199, "source": "fcs-statistics", "direction": "Import", "month": "2026-11", "commodityCode": "6907210001", "originCountry": "TR", "unit": "М2", "region": "45000",
                "valueUsd": 17500, "netWeightKg": 25000, "quantity": 1390, "pricePerKg": 0.7, "licence": "Public statistics of foreign trade, customs.gov.ru", "load": 13, "withdrawn": false } ],
              "next": 1199
            }
            """)!)
        .Refuses(Refusals.BadInput("/code", "Expected two to ten digits of a commodity code."), Refusals.Unauthenticated, Refusals.NotFor(Operation.ListPricePoints), Refusals.Away);

    public static RouteDocument Table() => Narrowed(Operation.GetPricePointList, "Price points as CSV")
        .Text("All points of the list `GET /price-points` with the same filters, with a header.")
        .Query("language", "en or ru; without it Accept-Language counts, and then English.", "ru", form: ParameterForm.OneOf("en", "ru"))
        .TextAnswer(200, ContentTypes.Csv, "The list.", "Source,Reference,…\r\nfcs-statistics,,IM,2026-11,6907210001,…\r\n")
        .Refuses(Refusals.BadInput("/language", "Expected en or ru."), Refusals.Unauthenticated, Refusals.NotFor(Operation.GetPricePointList), Refusals.Away);

    public static RouteDocument Research() => new RouteDocument("Prices", Operation.ResearchPrices, "Research prices")
        .Text(
            "What a net kilogram of such goods cost, of price points or of declarations; each price counts by its weight. What is found is frozen, and registered as an entry of the register "
            + "`price-research` with the next number; its steps are those of the entry. The same under the same key is answered with 200, and nothing is done. With dryRun nothing is registered.")
        .Header(IdempotencyKey.Header, DocumentTexts.Key, example: "tiles-2026-11")
        .Body<AskForPrices>(() => JsonNode.Parse("""{ "commodityCode": "6907", "originCountry": "TR", "from": "2026-01", "to": "2026-11" }""")!)
        .DryRun()
        .Answer<PriceResearchResponse>(201, "Registered.", An, ("Location", "Where the research is."))
        .Answer<PriceResearchResponse>(200, "It was registered before; or a dry run, without a number.", An)
        .Refuses(
            Refusals.BadInput("/commodityCode", "There are no prices for a kilogram of such goods in this time."), Refusals.Unauthenticated, Refusals.NotFor(Operation.ResearchPrices),
            RequestBody.TooLarge, Refusals.MediaType, Refusals.KeyUsed, Refusals.Away);

    public static RouteDocument Researches() => new RouteDocument("Prices", Operation.ListPriceResearches, "Researches of prices, the newest first")
        .Text("Those of the caller's own authority and of those below it; the FCS and auditors see all.")
        .Query("authority", "Whose.", "10216000", form: ParameterForm.Authority)
        .Query("state", "By its code.", "approved", form: ParameterForm.RegisterName)
        .Query("limit", "1 to 200; 50 if left out.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<PriceResearchList>(200, "A page; without `next` it is the last.", () => JsonNode.Parse(
            $$"""
            {
              "items": [ { "id": "{{Id}}", "number": "ЦИ-17", "authority": "10000000", "registeredAt": "2026-11-30T10:02:11.512+03:00", "state": "approved", "stateName": "Approved", "inForce": true,
                "question": {{Question}}, "threshold": 0.51, "median": 0.7, "prices": 412, "validTo": "2027-05-31" } ]
            }
            """)!)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Get() => new RouteDocument("Prices", Operation.GetPriceResearch, "A research of prices")
        .Text("Its steps (approval, rejection, ending) are those of the entry of this id: `POST /entries/{id}/steps/{route}`.")
        .Path("id", "The id of the research.", Id, form: ParameterForm.Text)
        .Answer<PriceResearchResponse>(200, "As it stands.", An)
        .Refuses(Refusals.Unauthenticated, PriceResearchEndpoints.NoSuchResearch, Refusals.Away);

    private const string Question =
        """{ "basis": "PricePoints", "direction": "Import", "commodityCode": "6907", "originCountry": "TR", "from": "2026-01", "to": "2026-11", "basisName": "price points", "directionName": "import" }""";

    private static RouteDocument Narrowed(Operation operation, string summary) => new RouteDocument("Prices", operation, summary)
        .Query("direction", "Import or Export.", "Import", form: ParameterForm.OneOf(Enum.GetNames<PriceDirection>()))
        .Query("code", "A commodity code, or what it begins with.", "6907", form: new(Microsoft.OpenApi.JsonSchemaType.String, Pattern: "^[0-9]{2,10}$"))
        .Query("origin", "A country.", "TR", form: new(Microsoft.OpenApi.JsonSchemaType.String, Pattern: "^[A-Za-z0-9]{2}$"))
        .Query("from", "From this month on.", "2026-01", form: month)
        .Query("to", "Up to this month.", "2026-11", form: month)
        .Query("source", "Of this source.", "fcs-statistics", form: new(Microsoft.OpenApi.JsonSchemaType.String, Pattern: "^.{1,20}$"));

    private static JsonNode An() => JsonNode.Parse(
        $$"""
        {
          "id": "{{Id}}", "applied": true, "number": "ЦИ-17", "authority": "10000000", "registeredAt": "2026-11-30T10:02:11.512+03:00", "state": "approved", "stateName": "Approved", "inForce": true,
          "question": {{Question}},
          "figures": {
            "count": 412, "weightKg": 1250000, "least": 0.21, "most": 4.9, "mean": 0.74, "median": 0.7, "lowerQuartile": 0.61, "upperQuartile": 0.83, "deviation": 0.163086,
            "thresholdPercent": 10, "threshold": 0.51, "revision": 32,
            "bars": [ { "from": 0.21, "to": 0.31, "count": 4, "weightKg": 2100 } ],
            "months": [ { "month": "2026-01-01", "count": 38, "lowerQuartile": 0.6, "median": 0.69, "upperQuartile": 0.81 } ]
          },
          "indicators": [
            { "group": "Consignment", "field": "declarationKind", "operator": "equals", "values": ["IM"], "exclusion": false },
            { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["6907"], "exclusion": false },
            { "group": "GoodsCountry", "field": "originCountry", "operator": "equals", "values": ["TR"], "exclusion": false },
            { "group": "GoodsPayments", "field": "pricePerKg", "operator": "lessThan", "values": ["0.51"], "exclusion": false }
          ],
          "calculation": "Price research ЦИ-17 (price points, import, code 6907 from TR, 2026-01 to 2026-11): 412 prices, …",
          "approvedBy": "I. Orlova", "approvedAt": "2026-11-30T12:40:00.000+03:00", "validTo": "2027-05-31", "withdrawnLoads": [ {{PriceLoadDocuments.Withdrawal}} ],
          "steps": [ { "route": "ending", "title": "End it", "asks": [], "takes": [], "paper": false, "reason": true, "assigns": false, "seen": false, "to": "ended", "toName": "Ended" } ]
        }
        """)!;
}
