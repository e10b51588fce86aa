using System.Net;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

public sealed class DurationTests(TheProgram program) : IClassFixture<TheProgram>
{
    [Fact]
    public async Task Are_of_each_time_that_a_draft_had_a_status_and_left_it()
    {
        var (one, other) = (await ADraft.Assigned(program), await ADraft.Assigned(program));
        After(2);
        await one.Then(Ceramics.Executor, "resolution", """{ "resolution": "GatheringInformation", "needed": "Prices", "bodies": ["The tax service"] }""");
        After(2);
        await other.Then(Ceramics.Executor, "resolution", """{ "resolution": "Inexpedient", "reasons": "None." }""");
        After(1);
        await one.Then(Ceramics.Executor, "information", Examples.Of<RecordInformation>().ToJsonString());
        After(1);
        await one.Then(Ceramics.Executor, "resolution", """{ "resolution": "Expedient", "agreedBy": "V. V. Kuzmin" }""");
        After(7); // it still is

        var durations = await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}/durations?registeredFrom=2026-11-21&registeredTo=2026-11-21").Body(HttpStatusCode.OK);

        Assert.Equal(
            ["Drafting 2 0 0", "UnderConsideration 3 2 4", "GatheringInformation 1 3 3"],
            durations["items"]!.AsArray().Select(item => item!).Select(item => $"{item.Text("status")} {item["count"]} {item["medianDays"]} {item["longestDays"]}"));

        void After(int days) => program.Clock.Turn(TimeSpan.FromDays(days));
    }
}
