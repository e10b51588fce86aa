using System.Text.Json.Nodes;

namespace RmsOrleans.Api.OpenApi;

/// <summary>The bodies of consideration.</summary>
internal static partial class Examples
{
    public static JsonNode AssignExecutor() => Json("""{ "subject": "executor-7", "name": "R. A. Zimin", "unit": "Tariff control" }""");

    public static JsonNode ConveneMeeting() => Json("""{ "units": ["Tariff control", "Analysis"] }""");

    public static JsonNode RecordMinutes() => Json(
        """
        {
          "number": "14/RMS", "date": "2026-11-25", "text": "The price level of the proposal was confirmed.",
          "developProfile": true, "responsibleUnit": "Tariff control"
        }
        """);

    public static JsonNode Resolve() => Json(
        """
        { "resolution": "FinalisationByAuthority", "remarks": ["Say what like goods cost in 2025.", "Name the carriers that are concerned."] }
        """);

    public static JsonNode RecordInformation() => Json("""{ "text": "The tax service confirms the prices that the producers declared." }""");

    public static JsonNode GiveOpinion() => Json(
        """{ "conclusion": "A profile is needed", "text": "Two other offices of the region have seen the same prices.", "official": "D. P. Rogov" }""");

    public static JsonNode ReturnOpinion() => Json("""{ "remarks": "Say which two offices." }""");

    public static JsonNode Resubmit() => Json(
        """
        {
          "answers": [
            { "remark": 1, "answer": "The note compares the prices of 2025 now." },
            { "remark": 2, "answer": "They are named in the risk area." }
          ]
        }
        """);

    public static JsonNode Withdraw() => Json("""{ "reason": "The goods are no longer imported through the region." }""");

    /// <summary>A receipt of the same draft in another status; what its deadline would be is left out.</summary>
    public static JsonNode ReceiptIn(string status)
    {
        var receipt = Without(Receipt(), "deadline");
        receipt["status"] = status;
        return receipt;
    }
}
