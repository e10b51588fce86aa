using System.Text.Json.Nodes;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.Trials;

namespace RmsOrleans.Api.Suggestions;

/// <summary>What the document says of suggestions.</summary>
internal static class SuggestionDocuments
{
    public static RouteDocument Suggest() => new RouteDocument("Trial runs", Operation.SuggestIndicators, "Suggest indicators by what control found in the past")
        .Text(
            "From declarations with known outcomes: the rate of findings by the values of one to three fields, drawn towards the mean where little was controlled, with counts and interval. "
            + "And how far that carries: by the table of the time before `heldOutFrom`, a share of the items controlled from then on is chosen, and it is told how many of those had a finding, "
            + "beside what choosing at random finds. Over much data that takes long: with `Prefer: respond-async` the answer is a trial run, which has the table as its `suggestion` when it is done. Counted are the caller's own authority and those below it, for the FCS all, each declaration as it was lodged.")
        .Body<AskForSuggestions>(() => JsonNode.Parse("""{ "fields": ["commodityCode"], "from": "2026-01-01", "heldOutFrom": "2026-10-01", "to": "2026-12-31", "sharePercent": 5, "leastCases": 30 }""")!)
        .Header(SuggestionEndpoints.Prefer, "`respond-async`: a run is begun, which is followed and stopped as a trial run is.", example: SuggestionEndpoints.Async, form: ParameterForm.OneOf(SuggestionEndpoints.Async))
        .Answer<TrialRunResponse>(202, "It was asked for with `Prefer: respond-async`, and goes on by itself.", () => JsonNode.Parse(
            """
            {
              "id": "0197f0a4-9d20-7c41-a2b3-51d7e6f80912", "status": "Queued", "statusName": "queued", "contentHash": "suggestion", "from": "2026-01-01", "to": "2026-12-31", "authorities": [],
              "askedBy": "I. Orlova", "askedAt": "2026-12-22T10:00:00+03:00", "partial": false,
              "suggests": { "fields": ["commodityCode"], "heldOutFrom": "2026-10-01", "sharePercent": 5, "leastCases": 30 }
            }
            """)!, ("Location", "Where the run is."))
        .Answer<SuggestionResponse>(200, "The table.", () => JsonNode.Parse(
            """
            {
              "revision": 2, "fields": ["commodityCode"], "from": "2026-01-01", "heldOutFrom": "2026-10-01", "to": "2026-12-31", "mean": 0.216, "strength": 5.9,
              "values": [
                {
                  "values": ["6907210000"], "controlled": 58, "withFinding": 41, "rate": { "value": 0.706897, "least": 0.579617, "most": 0.808671 }, "shrunk": 0.661502,
                  "heldOutControlled": 11, "heldOutWithFinding": 7,
                  "indicators": [ { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["6907210000"], "exclusion": false } ]
                }
              ],
              "heldOut": {
                "sharePercent": 5, "controlled": 8134, "withFinding": 1704, "base": { "value": 0.209491, "least": 0.200783, "most": 0.218473 },
                "chosen": 407, "chosenWithFinding": 247.5, "precision": { "value": 0.609337, "least": 0.561159, "most": 0.655537 }
              }
            }
            """)!)
        .Refuses(
            Refusals.BadInput("/fields/0", "Expected a field whose values are codes or texts, and of which there is one in an item or a declaration."), Refusals.Unauthenticated,
            Refusals.NotFor(Operation.SuggestIndicators), RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);
}
