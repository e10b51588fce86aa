using System.Text.Json.Nodes;
using RmsOrleans.Api.Feeds;
using RmsOrleans.Api.Json;
using RmsOrleans.Declarations.Reading;

namespace RmsOrleans.Api.Declarations;

/// <summary>Loads of declarations.</summary>
internal static class DeclarationLoadDocuments
{
    private const string Line =
        """{"number":"10216020/011226/0000001","declarationKind":"IM","consigneeTaxId":"7801234567","dispatchCountry":"TR","items":[{"item":1,"commodityCode":"6907210001","originCountry":"TR","netWeightKg":1250.5,"statisticalValueUsd":500}]}""";

    private const string Table =
        "Declaration ID,Date,Office ID,…\n97061800,2020-01-01,30,…\n";

    internal static readonly ParameterForm MappingName = new(Microsoft.OpenApi.JsonSchemaType.String, Pattern: "^[A-Za-z0-9._-]{1,100}$");

    internal static readonly ParameterForm SourceName = new(Microsoft.OpenApi.JsonSchemaType.String, Pattern: "^.{0,200}$");

    internal static readonly ParameterForm LoadNumber = new(Microsoft.OpenApi.JsonSchemaType.Integer, "int64", Least: 0);

    public static RouteDocument Load() => new RouteDocument("Declarations", Operation.LoadDeclarations, "Load declarations, events or outcomes")
        .Text(
            "A body of any length, read as it comes; a faulty line stops nothing. Idempotent by number and version: the same again is unchanged, the same version with other content a "
            + "conflict. With Content-Encoding gzip it may be compressed. The answer comes when all is stored; the load can be asked for meanwhile. A file that breaks off is taken as far "
            + "as it came, and can be sent again. With dryRun nothing is stored; lines that stand twice in the file are then counted as taken twice.")
        .Query("mapping", "Of a table: the mapping by which its columns are read.", "kcs", form: MappingName)
        .Query("kind", "What lines of JSON are; declarations if left out. Of a table its mapping says it.", "Declarations", form: ParameterForm.OneOf(nameof(RecordKind.Declarations), nameof(RecordKind.Events), nameof(RecordKind.Outcomes)))
        .Query("source", "What the sender calls the file; one whose name ends in .gz is unpacked.", "kcs-2020.csv", form: SourceName)
        .DryRun()
        .TextBody(ContentTypes.JsonLines, "One JSON object a line.", Line)
        .TextBody(ContentTypes.Csv, "UTF-8, with a header, as the mapping says.", Table)
        .TextBody(DeclarationLoadEndpoints.Parquet, "A Parquet file with the columns that the mapping names.", "…")
        .Answer<DeclarationLoadResponse>(200, "The load, with its first hundred faults.", () => Example(withFaults: true), ("Location", "The load."))
        .Refuses(
            Refusals.BadInput("/mapping", "A table needs a mapping."), Refusals.Unauthenticated, Refusals.NotFor(Operation.LoadDeclarations), EncodedBody.Broken,
            Problems.UnsupportedMediaType($"{ContentTypes.JsonLines}, {ContentTypes.Csv}, {DeclarationLoadEndpoints.Parquet}"), Refusals.Away);

    public static RouteDocument List() => new RouteDocument("Declarations", Operation.ListDeclarationLoads, "Loads of declarations, the latest first")
        .Query("before", "`next` of the page before.", "12", form: LoadNumber)
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Answer<DeclarationLoadList>(200, "A page; without `next` it is the last.", () => new JsonObject { ["items"] = new JsonArray(Example(withFaults: false)) })
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.NotFor(Operation.ListDeclarationLoads), Refusals.Away);

    public static RouteDocument Find() => new RouteDocument("Declarations", Operation.GetDeclarationLoad, "A load of declarations, with its faults")
        .Text("While it runs its counts grow with each batch that is stored. Of its faults the first 10,000 are kept.")
        .Path("id", "The number of the load.", "12", form: LoadNumber)
        .Query("after", "`nextFaults` of the page before.", "100", form: LoadNumber)
        .Query("limit", "Faults of a page: 1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Answer<DeclarationLoadResponse>(200, "The load.", () => Example(withFaults: true))
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument Watch() => new RouteDocument("Events", Operation.WatchDeclarationLoad, "A load of declarations, as it goes on")
        .Text("How the load stands now, without its faults, then whenever more of it is stored, and at last that it ended.")
        .Path("id", "The number of the load.", "12", form: LoadNumber)
        .TextAnswer(
            200, ServerSentEvents.ContentType, "Server-sent events; the data of each is one of these.",
            "id: 1\nevent: load\ndata: " + Example(withFaults: false).ToJsonString() + "\n\n", typeof(DeclarationLoadResponse))
        .Refuses(Refusals.Unauthenticated, DeclarationLoadEndpoints.NoSuchLoad, Problems.TooManyStreams(new Edge.LimitSettings().StreamsPerCaller), Refusals.Away);

    public static RouteDocument Mappings() => new RouteDocument("Declarations", Operation.ListDeclarationMappings, "The mappings that a load can name")
        .Text("Some ship with the program; others are JSON files in its folder of mappings.")
        .Answer<DeclarationMappingList>(200, "In the order of their names.", () => JsonNode.Parse(
            """{ "items": [ { "name": "kcs", "about": "Declarations published by the Korea Customs Service", "kind": "Declarations", "columns": [ "Office ID", "Date", "Declaration ID" ] } ] }""")!)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFor(Operation.ListDeclarationMappings), Refusals.Away);

    private static JsonNode Example(bool withFaults)
    {
        var load = JsonNode.Parse(
            """
            {
              "id": 12, "applied": true, "kind": "Declarations", "format": "JsonLines", "source": "december.ndjson", "state": "Done", "lines": 1000, "taken": 940, "unchanged": 59, "refused": 1,
              "conflicts": 0, "stale": 0, "periodFrom": "2026-12-01", "periodTo": "2026-12-07", "sha256": "ecec832d94f9f01e49a76884102c8d346945b61cf26b36ca75fea1a703a3cec5", "revision": 31,
              "begunAt": "2026-12-08T02:00:00.000+03:00", "endedAt": "2026-12-08T02:00:04.120+03:00",
              "by": { "subject": "declarations-of-baltic", "name": "Declarations", "authority": "10216000" }, "stateName": "done"
            }
            """)!;
        if (withFaults)
        {
            load["faults"] = JsonNode.Parse(
                """[ { "line": 17, "pointer": "/items/0/netWeightKg", "code": "TooManyPlaces", "detail": "A number has at most six decimal places; a mapping can round." } ]""");
        }
        return load;
    }
}

/// <summary>Loads of price points.</summary>
internal static class PriceLoadDocuments
{
    private const string Table = "NAPR\tPERIOD\tSTRANA\tTNVED\tEDIZM\tSTOIM\tNETTO\tKOL\tREGION\nИМ\t11/2026\tTR\t6907210001\tМ2\t17500\t25000\t1390\t45000\n";

    public static RouteDocument Load() => new RouteDocument("Prices", Operation.LoadPrices, "Load price points")
        .Text(
            "A table of any length, read as it comes by a mapping; a faulty line stops nothing. What tells a point from others is its source, reference, direction, month, code, origin, maker, "
            + "terms, unit and region: the same again is unchanged, with other figures a conflict. With Content-Encoding gzip it may be compressed.")
        .Query("mapping", "The mapping by which its columns are read.", "fcs-statistics", form: DeclarationLoadDocuments.MappingName)
        .Query("source", "What the sender calls the file; one whose name ends in .gz is unpacked.", "2026-11.csv", form: DeclarationLoadDocuments.SourceName)
        .DryRun()
        .TextBody(ContentTypes.Csv, "UTF-8, with a header, as the mapping says.", Table)
        .TextBody(DeclarationLoadEndpoints.Parquet, "A Parquet file with the columns that the mapping names.", "…")
        .Answer<DeclarationLoadResponse>(200, "The load, with its first hundred faults.", () => Example(withFaults: true), ("Location", "The load."))
        .Refuses(
            Refusals.BadInput("/mapping", "A table needs a mapping."), Refusals.Unauthenticated, Refusals.NotFor(Operation.LoadPrices), EncodedBody.Broken,
            DeclarationLoadEndpoints.NotATable, Refusals.Away);

    public static RouteDocument List() => new RouteDocument("Prices", Operation.ListPriceLoads, "Loads of price points, the latest first")
        .Query("before", "`next` of the page before.", "12", form: DeclarationLoadDocuments.LoadNumber)
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Answer<DeclarationLoadList>(200, "A page; without `next` it is the last.", () => new JsonObject { ["items"] = new JsonArray(Example(withFaults: false)) })
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.NotFor(Operation.ListPriceLoads), Refusals.Away);

    public static RouteDocument Find() => new RouteDocument("Prices", Operation.GetPriceLoad, "A load of price points, with its faults")
        .Text("While it runs its counts grow with each batch that is stored. Of its faults the first 10,000 are kept.")
        .Path("id", "The number of the load.", "13", form: DeclarationLoadDocuments.LoadNumber)
        .Query("after", "`nextFaults` of the page before.", "100", form: DeclarationLoadDocuments.LoadNumber)
        .Query("limit", "Faults of a page: 1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Answer<DeclarationLoadResponse>(200, "The load.", () => Example(withFaults: true))
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument Withdraw() => new RouteDocument("Prices", Operation.WithdrawPriceLoad, "Take a load of price points back")
        .Text(
            "Its points stay as they are and no longer count, in no research and no comparison; the same points can be loaded anew, also with other figures. Researches that were made keep their figures, and "
            + "say that a load they counted was taken back. Asked twice, it is noted once.")
        .Path("id", "The number of the load.", "13", form: DeclarationLoadDocuments.LoadNumber)
        .Body<ReasonBody>(() => JsonNode.Parse("""{ "reason": "The column of values was in roubles." }""")!)
        .Answer<DeclarationLoadResponse>(200, "The load, with its first hundred faults.", () =>
        {
            var load = Example(withFaults: true);
            load["withdrawal"] = JsonNode.Parse(Withdrawal);
            return load;
        })
        .Refuses(
            Refusals.BadInput("/reason", "Give a reason."), Refusals.Unauthenticated, Refusals.NotFor(Operation.WithdrawPriceLoad), DeclarationLoadEndpoints.NoSuchLoad,
            Refusals.Refused(RefusalReason.WrongStatus, "A load can be withdrawn when it has ended; this one still runs."), RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);

    public const string Withdrawal =
        """{ "load": 13, "source": "2026-11.csv", "by": "A. Smirnov", "authority": "10000000", "at": "2026-12-03T09:15:00+03:00", "reason": "The column of values was in roubles." }""";

    private static JsonNode Example(bool withFaults)
    {
        var load = JsonNode.Parse(
            """
            {
              "id": 13, "applied": true, "kind": "Prices", "format": "Csv", "mapping": "fcs-statistics", "source": "2026-11.csv", "state": "Done", "lines": 1000, "taken": 990, "unchanged": 9, "refused": 1,
              "conflicts": 0, "stale": 0, "periodFrom": "2026-11-01", "periodTo": "2026-11-30", "sha256": "ecec832d94f9f01e49a76884102c8d346945b61cf26b36ca75fea1a703a3cec5", "revision": 32,
              "begunAt": "2026-12-08T02:00:00.000+03:00", "endedAt": "2026-12-08T02:00:01.120+03:00",
              "by": { "subject": "operator-1", "name": "Operator", "authority": "10000000" }, "stateName": "done"
            }
            """)!;
        if (withFaults)
            load["faults"] = JsonNode.Parse("""[ { "line": 17, "pointer": "/period", "code": "NotAMonth", "detail": "Expected a month such as 2026-11, or a day." } ]""");
        return load;
    }
}

/// <summary>Single declarations.</summary>
internal static class DeclarationDocuments
{
    private static readonly ParameterForm month = new(Microsoft.OpenApi.JsonSchemaType.String, Pattern: "^[0-9]{4}-[0-9]{2}$");

    public static RouteDocument Find() => new RouteDocument("Declarations", Operation.GetDeclaration, "A declaration")
        .Text("Seen by the authority that registered it, by that where the goods lie, and by those above either. A reading is noted.")
        .Path("number", "Its number with dashes; or as it is printed, with its slashes escaped.", "10216020-011226-0000001")
        .Answer<DeclarationResponse>(200, "All versions that are kept.", () => JsonNode.Parse(
            """
            {
              "number": "10216020/011226/0000001", "authority": "10216020",
              "versions": [
                {
                  "version": 1, "first": true, "latest": true, "load": 12, "revision": 31,
                  "content": {
                    "number": "10216020/011226/0000001", "version": 1, "dispatchCountry": "TR", "declarationDate": "2026-12-01", "declarationKind": "IM", "traderTaxId": "7801234567",
                    "traderCategory": "3", "declarationAuthority": "10216020", "controlAuthority": "10216020",
                    "items": [ { "item": 1, "commodityCode": "6907210001", "netWeightKg": 1250.5, "originCountry": "TR", "statisticalValueUsd": 500, "pricePerKg": 0.39984 } ]
                  }
                }
              ],
              "events": [ { "code": "10", "at": "2026-12-01T16:21:10.000+03:00", "automatic": true } ]
            }
            """)!)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument Coverage() => new RouteDocument("Declarations", Operation.GetDeclarationCoverage, "Which months there are declarations of")
        .Text("Counted by where the goods lie, of the authorities at or below the caller's; months are those of the numbers.")
        .Query("from", "From this month on.", "2026-01", form: month)
        .Query("to", "Up to this month.", "2026-12", form: month)
        .Answer<DeclarationCoverageList>(200, "In the order of months and authorities.", () => JsonNode.Parse(
            """
            {
              "revision": 31,
              "items": [
                { "month": "2026-12", "authority": "10216020", "authorityName": "Sample Post 020", "known": true, "declarations": 940, "goods": 2210, "changedAt": "2026-12-08T02:00:04.100+03:00" }
              ],
              "removed": [ { "month": "2023-11", "declarations": 28120, "keptMonths": 36, "removedAt": "2026-12-01T00:07:11.000+03:00" } ]
            }
            """)!)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);
}
