using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>Declarations that are checked: a program with a profile in force, the officials of the post, and their requests.</summary>
internal static class AControl
{
    public const string Checks = "/api/v1/checks";

    public static readonly Actor Inspector = new("inspector-1", "V. Kotova", Ceramics.Baltic, null, [Role.Inspector]);
    public static readonly Actor PostHead = new("post-head-1", "L. Orekhov", Ceramics.Baltic, null, [Role.PostHead]);

    public static readonly DraftContent Automatic = Ceramics.Content with
    {
        Mode = ApplicationMode.Automatic,
        Measures = [new Measure("101", "Check of the documents", "All of them.", true)],
    };

    public static readonly DraftContent Informal = Automatic with
    {
        Mode = ApplicationMode.Informal,
        RiskArea = Ceramics.Content.RiskArea with { Indicators = [new Indicator(IndicatorGroup.Vehicle, Text: "A double floor")] },
    };

    /// <summary>A profile that is in force, also for this node; its number.</summary>
    public static async Task<string> InForce(TheProgram program, DraftContent content)
    {
        var path = await AProfile.Adopted(program, content, Tiles.Valid("2026-11-01", "2027-11-30"));
        await program.Services.GetRequiredService<ProfilesInForce>().Refresh(default);
        return path.Split('/')[^1].Replace('-', '/');
    }

    public static string Body(int serial, string moment = "00", bool hits = true, int version = 1, string authority = "10216000") =>
        $$"""{ "moment": "{{moment}}", "declaration": {{TileDeclarations.Json(serial, hits, version, authority)}} }""";

    public static string Path(int serial, string authority = "10216000") => $"/api/v1/declarations/{TileDeclarations.Number(serial, authority).Replace('/', '-')}";

    public static Task<JsonNode> Check(this TheProgram program, int serial, string moment = "00", bool hits = true, HttpStatusCode expected = HttpStatusCode.Created) =>
        program.As(Inspector).Post(Checks, Body(serial, moment, hits)).Body(expected);

    public static Task<HttpResponseMessage> Do(this TheProgram program, int serial, string route, string body, Actor? by = null, params string[] headers) =>
        program.As(by ?? Inspector).Post($"{Path(serial)}/{route}", body, headers);
}
