using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Registers.Duty;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>Registers and their entries as requests have them.</summary>
internal static class ARegister
{
    public const string Registers = "/api/v1/registers";

    public static readonly Actor Registrar = Official("registrar-1", Role.Registrar);
    public static readonly Actor Head = Official("head-1", Role.AuthorityHead);
    public static readonly Actor CaseOfficer = Official("case-officer-1", Role.CaseOfficer);

    public static readonly Actor Trusted = Official("trusted-1", Role.TrustedOfficer);

    public static Actor Official(string subject, Role role, AuthorityCode? authority = null) => new(subject, $"Official {subject}", authority ?? Ceramics.Baltic, null, [role]);

    public const string Appeal = """{ "values": { "applicantKind": "citizen", "applicant": "Мария Заявитель", "content": "Прошу пояснить, как определена стоимость." } }""";

    public static string Responsible => $$"""{ "responsible": { "subject": "{{CaseOfficer.Subject}}", "name": "{{CaseOfficer.Name}}" } }""";

    public static string PathOf(JsonNode entry) => $"/api/v1/entries/{entry.Text("id")}";

    public static Task<JsonNode> AnAppeal(this TheProgram program) => program.As(Registrar).Post($"{Registers}/appeal/entries", Appeal).Body(HttpStatusCode.Created);

    /// <summary>What the watch of the duty service does when it is nudged; how many summaries were written.</summary>
    public static Task<int> Summarise(this TheProgram program) => program.Services.GetRequiredService<IGrainFactory>().DutyWatch().Summarise();

    /// <summary>Signed, and not given to anybody yet.</summary>
    public static Task<JsonNode> AnInstruction(this TheProgram program) => program.As(Registrar).Post(
        $"{Registers}/instruction/entries", """{ "values": { "giver": "Начальник таможни", "urgency": "usual", "text": "Проверить плитку" }, "signedOn": "2026-11-20" }""").Body(HttpStatusCode.Created);

    /// <summary>To the office itself, and to a person with a day of its own.</summary>
    public static string Communication => $$"""
        { "responsible": { "subject": "{{CaseOfficer.Subject}}", "name": "{{CaseOfficer.Name}}" },
          "executors": [{ "authority": "{{Ceramics.Baltic}}" }, { "authority": "{{Ceramics.Baltic}}", "responsible": { "subject": "{{CaseOfficer.Subject}}", "name": "{{CaseOfficer.Name}}" }, "dueOn": "2026-12-15" }] }
        """;

    /// <summary>A notice in its closed circle, which has this word in each of its texts.</summary>
    public static Task<JsonNode> ANotice(this TheProgram program, string word) => program.As(Trusted).Post(
        $"{Registers}/corruption-notice/entries",
        $$"""{ "values": { "official": "{{word}}", "acceptedAt": "2026-11-20T10:15:00+03:00", "acceptedBy": "{{word}}", "content": "{{word}}" } }""").Body(HttpStatusCode.Created);

    /// <summary>Loads a register as an operator does, who has looked first.</summary>
    public static async Task Load(this TheProgram program, JsonNode file)
    {
        var client = program.As(Officials.Operator);
        var path = $"{Registers}/{file.Text("code")}";
        using var tried = await client.SendAsync(Wire.Request(HttpMethod.Put, $"{path}?dryRun=true", Wire.Json(file)));
        Assert.True(tried.IsSuccessStatusCode, await tried.Content.ReadAsStringAsync());
        await client.SendAsync(Wire.Request(HttpMethod.Put, path, Wire.Json(file), $"If-Match: {tried.Tag()}")).Body(HttpStatusCode.OK);
    }

    public static JsonObject Values(RegisterKind kind, IEnumerable<string> names) =>
        new(names.Select(name => new KeyValuePair<string, JsonNode?>(name, FieldSamples.Of(kind.Fields.Single(field => field.Name == name)))));

    /// <summary>With all that the register asks for.</summary>
    public static JsonObject Addition(RegisterKind kind)
    {
        var body = new JsonObject
        {
            ["authority"] = Ceramics.Baltic.Value,
            ["values"] = Values(kind, kind.Fields.Where(field => field.Required || field.RequiredWhen is not null).Select(field => field.Name)),
        };
        if (kind.Registration.Signed)
            body["signedOn"] = "2026-11-20";
        return body;
    }

    /// <summary>With all that the step asks for.</summary>
    public static JsonObject Step(RegisterKind kind, KindTransition step)
    {
        var body = new JsonObject { ["values"] = Values(kind, step.Asks) };
        if (step.Paper)
            body["paper"] = new JsonObject { ["number"] = "17", ["date"] = "2026-11-20" };
        if (step.Reason)
            body["reason"] = "Так решено";
        if (step.Assigns)
            body["responsible"] = new JsonObject { ["subject"] = Ceramics.Executor.Subject, ["name"] = "The person" };
        if (step.Spreads is not null)
            body["executors"] = new JsonArray(new JsonObject { ["authority"] = Ceramics.Baltic.Value }, new JsonObject { ["authority"] = Ceramics.Baltic.Value, ["responsible"] = new JsonObject { ["subject"] = Ceramics.Executor.Subject, ["name"] = "The person" } });
        return body;
    }
}
