using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Authorities;

/// <summary>The units of Baltic Customs are loaded after a draft was prepared; the register knows its own unit by another name.</summary>
public sealed class UnitTests : IAsyncLifetime
{
    private const string Units = "/api/v1/authorities/10216000/units";

    private readonly TheProgram program = new();
    private ADraft draft = null!;

    public async Task InitializeAsync()
    {
        draft = await ADraft.Prepared(program);
        var csv = $"""
            {UnitImportRules.Header}
            10216000,ORA,Отдел применения системы управления рисками,Risk management,Risk management,true,2026-01-01,
            10216000,OVK,Отдел валютного контроля,Currency control,Currency control,false,2026-01-01,
            """;
        await program.As(Officials.Operator).PostAsync($"{Units}/import", Wire.Text(csv, "text/csv")).Body(HttpStatusCode.OK);
    }

    public async Task DisposeAsync() => await program.DisposeAsync();

    [Fact]
    public async Task Are_named_by_code_in_commands_and_written_by_their_Russian_name()
    {
        var prepare = Examples.Prepare();
        (prepare["unit"], prepare["otherUnits"]) = ("ora", new JsonArray("currency  CONTROL"));
        var made = await program.As(Ceramics.Author).Post(Wire.Drafts, prepare.ToJsonString());

        var read = await program.As(Ceramics.Author).GetAsync(made.Headers.Location!.OriginalString).Body(HttpStatusCode.OK);

        Assert.Equal("Отдел применения системы управления рисками", read.Text("unit"));
        Assert.Equal("Currency control", Assert.Single(read["otherUnits"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task That_nobody_knows_are_bad_input_with_the_nearest_names()
    {
        var prepare = Examples.Prepare();
        prepare["unit"] = "Risk managment";

        var problem = await program.As(Ceramics.Author).Post(Wire.Drafts, prepare.ToJsonString()).Body(HttpStatusCode.BadRequest);

        Assert.Contains("Risk management", problem["errors"]!["/unit"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_a_token_names_and_nobody_knows_are_refused_only_where_it_matters()
    {
        var head = Ceramics.UnitHead with { Unit = "Bureau of secrets" };

        var refused = await draft.Try(head, "signature", null, $"If-Match: {draft.Tag}").Body(HttpStatusCode.Forbidden);
        var edited = await draft.TryEdit(Ceramics.Author with { Unit = "Bureau of secrets" }, Examples.Edit(), $"If-Match: {draft.Tag}");

        Assert.Equal("urn:rms-orleans:problem:unknown-unit", refused.Text("type"));
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
    }

    [Fact]
    public async Task Of_before_are_replaced_by_the_coordinator_and_the_draft_goes_on()
    {
        Assert.Contains("unit", (await draft.Read(Ceramics.Coordinator))["possible"]!.AsArray().Select(route => route!.GetValue<string>()));

        await draft.Then(Ceramics.Coordinator, "unit", """{ "unit": "Risk analysis", "by": "Risk management" }""");
        await draft.Then(Ceramics.UnitHead with { Unit = "ORA" }, "signature", null);

        var again = await draft.Try(Ceramics.Coordinator, "unit", """{ "unit": "Risk management", "by": "OVK" }""").Body(HttpStatusCode.Conflict);
        Assert.Equal("urn:rms-orleans:problem:wrong-status", again.Text("type"));
    }
}
