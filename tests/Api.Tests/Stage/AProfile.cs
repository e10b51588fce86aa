using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>A profile that a submitted draft has become; the steps between, which have tests of their own, are left out.</summary>
internal static class AProfile
{
    public const string Profiles = "/api/v1/profiles";
    public const string Directory = "/api/v1/directory";

    /// <summary>Its path.</summary>
    public static async Task<string> Adopted(TheProgram program, DraftContent? content = null, ExplanatoryNote? note = null)
    {
        var submitted = await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);
        Assert.True(DraftId.TryParse(submitted.Text("id"), out var id));
        var journal = program.Services.GetRequiredService<IJournal>();
        var draft = DraftHead.Of(StoredEvents.Table.Fold(await journal.Read(id, default))!);

        var answer = await program.Services.GetRequiredService<IGrainFactory>().Directory().Publish(Tiles.Adopt(draft, content, note));
        Assert.Equal(RegistrationEnd.Registered, answer.End);
        return $"{Profiles}/{answer.Profile!.Number.ToPath()}";
    }

    /// <summary>What the reminder of the watch does.</summary>
    public static Task<int> LookAtDays(this TheProgram program) => program.Services.GetRequiredService<IGrainFactory>().ProfileWatch().Look();

    /// <summary>What that of the efficiency does.</summary>
    public static Task<int> LookAtEfficiency(this TheProgram program) => program.Services.GetRequiredService<IGrainFactory>().EfficiencyWatch().Look();

    /// <summary>A client of the program that an authority reads the directory with.</summary>
    public static HttpClient AsSystemOf(this TheProgram program, string authority) => program.As(
        Ceramics.Coordinator with { Subject = $"system-{authority}", Authority = new(authority), Roles = [Grains.Kernel.Role.System] });

    public static string Update(string reason = "Prices have moved.", string validFrom = "2026-12-01", string validTo = "2027-11-30", params string[] offices)
    {
        var update = OpenApi.ProfileExamples.Update();
        update["decision"]!["date"] = "2026-11-21";
        update["decision"]!["reason"] = reason;
        update["note"]!["validFrom"] = validFrom;
        update["note"]!["validTo"] = validTo;
        if (offices.Length > 0)
            update["content"]!["riskArea"]!["authorities"] = new System.Text.Json.Nodes.JsonArray([.. offices.Select(office => (System.Text.Json.Nodes.JsonNode)office)]);
        return update.ToJsonString();
    }

    public static string Cancellation(string date) => $$"""{ "decision": { "number": "14-88/17", "date": "{{date}}", "reason": "The risk has gone." } }""";
}
