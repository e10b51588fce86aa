using System.Text.Json.Nodes;
using RmsOrleans.Api.Feeds;
using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Trials;

/// <summary>What the document says of trial runs.</summary>
internal static class TrialDocuments
{
    private const string Id = "0197f0a4-9d20-7c41-a2b3-51d7e6f80912";

    public static RouteDocument Start() => new RouteDocument("Trial runs", Operation.StartTrialRun, "Try a draft, a profile or a risk area on the declarations that are stored")
        .Text(
            "Before anybody signs: how many consignments would have been hit, where, and what control found of them. Name a `draft` or a `profile` that the caller may read, or send a "
            + "`riskArea` as far as it is written. The run goes on by itself, also after a restart; ask for it, or watch its events. It examines the declarations of the caller's own "
            + "authority and of those below it, for the FCS all, each as it was when it was lodged.")
        .Body<AskForTrial>(Asked)
        .Answer<TrialRunResponse>(202, "It runs.", () => Run("Queued", withResult: false), ("Location", "Where the run is."))
        .Refuses(
            Refusals.BadInput("/riskArea/indicators/0/values/0", "Expected 1 to 10 digits."), Refusals.Unauthenticated, Refusals.NotFor(Operation.StartTrialRun), Refusals.NoDraft,
            RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);

    public static RouteDocument List() => new RouteDocument("Trial runs", Operation.ListTrialRuns, "The caller's trial runs")
        .Text("The newest first, at most 100, without their results.")
        .Answer<TrialRunList>(200, "The caller's own.", () => new JsonObject { ["items"] = new JsonArray(Run("Done", withResult: false)) })
        .Refuses(Refusals.Unauthenticated, Refusals.NotFor(Operation.ListTrialRuns), Refusals.Away);

    public static RouteDocument Get() => Named(Operation.GetTrialRun, "A trial run")
        .Text("While it runs the result is of the part that has been examined, spread over all months.")
        .Answer<TrialRunResponse>(200, "As it stands.", () => Run("Done", withResult: true))
        .Refuses(Refusals.Unauthenticated, TrialEndpoints.NoSuchRun, Refusals.Away);

    public static RouteDocument Stop() => Named(Operation.StopTrialRun, "Stop a trial run")
        .Text("What it had found is gone. A run that has ended stays as it is.")
        .Answer<TrialRunResponse>(200, "As it ended.", () => Run("Stopped", withResult: false))
        .Refuses(Refusals.Unauthenticated, TrialEndpoints.NoSuchRun, Refusals.Away);

    public static RouteDocument Watch() => new RouteDocument("Events", Operation.WatchTrialRun, "A trial run, as it goes on")
        .Text("How the run stands now with what was found so far, then whenever more has been examined, and at last that it ended; then ask for its result.")
        .Path("id", "The id of the run.", Id, form: ParameterForm.Draft)
        .TextAnswer(
            200, ServerSentEvents.ContentType, "Server-sent events; the data of each is one of these.",
            "id: 1\nevent: trial\ndata: " + Run("Running", withResult: false).ToJsonString() + "\n\n", typeof(TrialRunResponse))
        .Refuses(Refusals.Unauthenticated, TrialEndpoints.NoSuchRun, Problems.TooManyStreams(new Edge.LimitSettings().StreamsPerCaller), Refusals.Away);

    public static RouteDocument Attach()
    {
        var row = DraftCommandTable.All.Of(AttachTrialRun.Route);
        return Drafts.DraftDocuments.Of("Trial runs", row)
            .Text(row.Text)
            .Body<AttachTrial>(() => JsonNode.Parse($$"""{ "run": "{{Id}}", "takeEstimate": true }""")!)
            .Path("id", DocumentTexts.DraftId, Examples.Id, form: ParameterForm.Draft)
            .Header("If-Match", DocumentTexts.IfMatch, required: true, example: Examples.Tag)
            .Header(IdempotencyKey.Header, DocumentTexts.Key, example: "run-17")
            .Answer<Drafts.ReceiptResponse>(200, "It goes with the draft, now or before by the same request.", Examples.DraftingReceipt, ("ETag", DocumentTexts.Tag))
            .DryRun()
            .Refuses(
                Refusals.BadInput("/run", "The run tried something else than is proposed now."), Refusals.Unauthenticated, Refusals.Forbidden, Refusals.NoDraft, Refusals.WrongStatus,
                Refusals.Stale, RequestBody.TooLarge, Refusals.MediaType, Refusals.KeyUsed, Precondition.Needed, Refusals.Away);
    }

    private static RouteDocument Named(Operation operation, string summary) =>
        new RouteDocument("Trial runs", operation, summary).Path("id", "The id of the run.", Id, form: ParameterForm.Draft);

    private static JsonNode Asked() => JsonNode.Parse(
        """
        {
          "riskArea": {
            "description": "Ceramic tiles declared below the price of their raw materials.",
            "indicators": [
              { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["6907"] },
              { "group": "GoodsPayments", "field": "pricePerKg", "operator": "lessThan", "values": ["0.45"] }
            ]
          },
          "from": "2026-01-01", "to": "2026-10-31", "validFrom": "2027-01-01", "validTo": "2027-12-31"
        }
        """)!;

    private static JsonObject Run(string status, bool withResult)
    {
        var run = JsonNode.Parse(
            $$"""
            {
              "id": "{{Id}}", "status": "{{status}}", "statusName": "{{status.ToLowerInvariant()}}", "contentHash": "5d0f3c6a2b7e41980c5e7f1a2d3b4c5e6f708192a3b4c5d6e7f8091a2b3c4d5e",
              "from": "2026-01-01", "to": "2026-10-31", "authorities": ["10216000"], "askedBy": "A. Petrova", "askedAt": "2026-11-21T12:04:31.512+03:00", "partial": false
            }
            """)!.AsObject();
        if (!withResult)
            return run;
        run["endedAt"] = "2026-11-21T12:04:32.731+03:00";
        run["progress"] = JsonNode.Parse("""{ "share": 1, "examined": 45519, "hit": 69 }""");
        run["result"] = JsonNode.Parse(
            """
            {
              "revision": 2, "examined": { "declarations": 45519, "items": 45519 }, "hit": { "declarations": 69, "items": 69 }, "valueHit": 8123400.5, "undecided": 0,
              "months": [ { "month": "2026-01", "declarations": 4418, "hit": 7, "hitItems": 7, "valueHit": 812340 } ],
              "authorities": [ { "authority": "10216100", "authorityName": "Port post", "declarations": 45519, "hit": 69, "hitItems": 69, "valueHit": 8123400.5 } ],
              "goods": [ { "value": "690721", "items": 58 } ], "origins": [ { "value": "CN", "items": 44 } ], "traders": [ { "value": "7700000000", "items": 9 } ],
              "funnel": [
                {
                  "field": "commodityCode", "fieldName": "Commodity code", "exclusion": false, "declarations": 69, "items": 69,
                  "conditions": [ { "source": "/riskArea/indicators/0", "items": 69 } ]
                }
              ],
              "outcomes": { "controlled": 69, "withFinding": 13, "paymentsRoubles": 91230.4, "hours": 120.5 },
              "samples": [
                {
                  "number": "10216100/150126/0000123", "version": 1, "authority": "10216100", "items": [1],
                  "verdicts": [ { "source": "/riskArea/indicators/0", "field": "commodityCode", "fieldName": "Commodity code", "exclusion": false, "holds": true } ]
                }
              ],
              "overlaps": [ { "number": "13/100000/21122026/00001", "both": 66, "onlyThis": 3, "onlyThat": 210, "share": 0.957, "covers": true } ], "new": 3,
              "inspections": [ { "authority": "10216000", "authorityName": "Baltic Customs", "inForce": { "mean": 11.4, "percentile95": 18, "highest": 25 },
                "added": { "mean": 1.2, "percentile95": 3, "highest": 5 }, "together": { "mean": 12.6, "percentile95": 20, "highest": 27 }, "capacity": 20, "daysAbove": 9, "daysAboveBefore": 4, "workingDays": 247 } ],
              "warnings": [ { "pointer": "/riskArea", "code": "already-covered", "detail": "Already covered by 13/100000/21122026/00001." } ],
              "estimate": {
                "validFrom": "2027-01-01", "validTo": "2027-12-31", "consignments": 55.2, "least": 38.1, "most": 72.3, "countError": 16.4, "flowError": 5.5,
                "flow": 36415, "flowErrorShare": 0.1, "flowQuarters": 3, "mean": true
              }
            }
            """);
        return run;
    }
}
