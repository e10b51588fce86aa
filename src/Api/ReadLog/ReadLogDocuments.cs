using System.Text.Json.Nodes;

namespace RmsOrleans.Api.ReadLog;

internal static class ReadLogDocuments
{
    public static RouteDocument List() => new RouteDocument("Read log", Operation.ListReads, "Who read what, newest first")
        .Text(
            "A note for each answer that had the content of a draft, a profile or the directory in it. Statuses, lists and tasks are not noted, nor "
            + "answers without content. One that reads the directory is noted once, with the revisions. Times are Moscow's.")
        .Query("draft", "Of this draft, by its id.", Examples.Id, form: ParameterForm.Draft)
        .Query("number", "Of the draft or profile that bore this number, with dashes.", Examples.NumberInPath)
        .Query("reader", "By this person or program: the subject of the token.", "author-1")
        .Query("what", $"One of {string.Join(", ", ReadLogFilters.Recorded)}.", "getDraft", form: ParameterForm.OneOf(ReadLogFilters.Recorded))
        .Query("from", "At this time or later.", "2026-12-01T00:00:00Z", form: ParameterForm.Time)
        .Query("until", "Before this time.", "2027-01-01T00:00:00Z", form: ParameterForm.Time)
        .Query("limit", "Rows of a page: 50 by default, at most 200.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before; it belongs to its filter.")
        .Answer<ReadList>(200, "A page; without `next` it is the last.", Reads)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.NotFor(Operation.ListReads), Refusals.Away);

    private static JsonNode Reads() => JsonNode.Parse(
        $$"""
        {
          "items": [
            {
              "at": "2026-12-02T10:20:31.512+03:00", "what": "getVersion", "subject": "{{Examples.Id}}", "number": "{{Examples.Number}}", "part": "version 1",
              "reader": { "subject": "executor-1", "name": "R. Zimin", "authority": "10000000", "unit": "Tariff control", "roles": ["executor"] }
            }
          ]
        }
        """)!;
}
