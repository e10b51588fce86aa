using System.Net;
using RmsOrleans.Api.Tests.Print;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Authorities;

public sealed class ZoneChangeTests : IAsyncLifetime
{
    private readonly TheProgram program = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await program.DisposeAsync();

    /// <summary>Late in the evening: an hour to the east it is the next day.</summary>
    [Fact]
    public async Task Leaves_the_date_of_what_happened_as_it_stands_in_the_number()
    {
        program.Clock.Turn(TimeSpan.FromHours(11.5));
        var submitted = await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);
        var csv = "code,name,short_name,kind,parent,time_zone,time_zone_from\n10216000,Baltic Customs,Baltic,Office,10200000,Asia/Vladivostok,\n";

        program.Clock.Turn(TimeSpan.FromSeconds(1));
        await program.As(Officials.Operator).PostAsync("/api/v1/authorities/import", Wire.Text(csv, "text/csv")).Body(HttpStatusCode.OK);
        program.Clock.Turn(TimeSpan.FromDays(1));

        var read = await program.As(Ceramics.Coordinator).GetAsync($"{Wire.Drafts}/{submitted.Text("id")}").Body(HttpStatusCode.OK);
        var authority = await program.As(Ceramics.Author).GetAsync("/api/v1/authorities/10216000").Body(HttpStatusCode.OK);
        var page = await PrintedPage.Read(program.As(Ceramics.Coordinator), $"{Wire.Drafts}/{submitted.Text("id")}/print?part=Draft");
        Assert.Contains("/21112026/", read.Text("number"), StringComparison.Ordinal);
        Assert.Equal(submitted.Text("registeredAt"), read.Text("registeredAt"));
        Assert.StartsWith("2026-11-21T", read.Text("registeredAt"), StringComparison.Ordinal);
        Assert.Contains("21.11.2026", page.Sheet("Draft risk profile"), StringComparison.Ordinal);
        Assert.Equal(("Asia/Vladivostok", "Asia/Vladivostok"), (authority.Text("timeZone"), authority["zoneChanges"]![0]!.Text("timeZone")));
    }
}
