using System.Text.Json.Nodes;

namespace RmsOrleans.Api.OpenApi;

/// <summary>The bodies of the work on a profile.</summary>
internal static partial class Examples
{
    public static JsonNode EditProfile()
    {
        var edit = Without(Edit(), "kind", "otherUnits");
        edit["units"] = new JsonArray("Analysis");
        return edit;
    }

    public static JsonNode Acting() => Json("""{ "acting": false }""");

    public static JsonNode RefuseProfileVisa() => Json("""{ "remarks": "The share of hits is not shown." }""");

    public static JsonNode SignProfile() => Json("""{ "position": "Chief inspector", "acting": false }""");

    public static JsonNode RequestApproval() => Json("""{ "text": "Submitted for approval." }""");

    public static JsonNode ReturnProfile() => Json("""{ "remarks": "Shorten the term of validity." }""");

    public static JsonNode ReportApproval() => Json("""{ "date": "2026-12-03" }""");

    public static JsonNode ProfileReceipt() => ReceiptIn("Expedient");
}
