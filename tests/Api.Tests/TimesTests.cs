using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests;

/// <summary>
/// A time of one thing is the same text wherever it is shown: digits, offset and all. The office lies seven hours east of Moscow, the clock
/// gives ten millionths of a second, and papers were signed by the clock of a third place.
/// </summary>
public sealed class TimesTests : IAsyncLifetime
{
    private const string Far = "10702000";

    private readonly TheProgram program = new();

    public Task InitializeAsync()
    {
        program.Clock.Turn(TimeSpan.FromTicks(1_234_567));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await program.DisposeAsync();

    [Fact]
    public async Task Of_a_draft_are_the_same_in_every_answer()
    {
        var shown = new ShownTimes();
        var fcs = program.As(Officials.Auditor);
        using var events = await EventReader.Open(program, Officials.OfVladivostok, "/api/v1/events");

        var receipt = await program.As(Officials.OfVladivostok).Submit(OfVladivostok()).Body(HttpStatusCode.Created);
        var path = $"{Wire.Drafts}/{receipt.Text("id")}";
        shown.Add("the receipt", receipt);
        var draft = await fcs.GetAsync(path).Body(HttpStatusCode.OK);
        shown.Add("the draft", draft);
        shown.Add("the list", (await fcs.GetAsync($"{Wire.Drafts}?authority={Far}").Body(HttpStatusCode.OK))["items"]!);
        shown.Add("the registration", await fcs.GetAsync($"/api/v1/registrations/{receipt.Text("number").Replace('/', '-')}").Body(HttpStatusCode.OK));
        shown.Add("the version", await fcs.GetAsync($"{path}/versions/1").Body(HttpStatusCode.OK));
        shown.Add("the deadline", await fcs.GetAsync($"{path}/deadline").Body(HttpStatusCode.OK));
        var lines = (await fcs.GetAsync($"{path}/journal").Body(HttpStatusCode.OK))["lines"]!.AsArray();
        shown.Add("the journal", lines);
        shown.Is("registeredAt", "the journal's line", lines[^1]!.Text("at"));
        shown.Is("preparedAt", "the journal's line", lines[0]!.Text("at"));
        var happened = (await events.Next())!;
        shown.Is("preparedAt", "the event", happened.Text("at"));

        shown.AreTheSame(["registeredAt", "preparedAt", "changedAt", "signedAt", "startedAt", "dueAt"]);
        Assert.EndsWith("+10:00", draft.Text("registeredAt"));
        Assert.EndsWith("T00:00:00+03:00", draft["deadline"]!.Text("dueAt")); // the FCS considers, and its day ends then
    }

    [Fact]
    public async Task Of_a_missed_deadline_are_those_of_the_deadline()
    {
        var shown = new ShownTimes();
        var receipt = await program.As(Officials.OfVladivostok).Submit(OfVladivostok()).Body(HttpStatusCode.Created);
        var path = $"{Wire.Drafts}/{receipt.Text("id")}";
        program.Clock.Turn(TimeSpan.FromDays(30));
        await program.Services.GetRequiredService<IGrainFactory>().Draft(new DraftId(Guid.Parse(receipt.Text("id")))).CheckDeadline();

        shown.Add("the receipt", receipt);
        shown.Add("the draft", await program.As(Officials.Auditor).GetAsync(path).Body(HttpStatusCode.OK));
        var lines = (await program.As(Officials.Auditor).GetAsync($"{path}/journal").Body(HttpStatusCode.OK))["lines"]!.AsArray();
        Assert.Equal("DeadlineMissed", lines[^1]!.Text("type"));
        shown.Add("the journal", lines);

        shown.AreTheSame(["dueAt", "startedAt"]);
        Assert.Equal(lines[^1]!.Text("at"), lines[^1]!["details"]!.Text("seenAt"));
    }

    [Fact]
    public async Task Of_a_subscription_and_of_a_load_are_the_same_in_the_answer_and_in_the_list()
    {
        var shown = new ShownTimes();
        var office = program.As(Officials.OfVladivostok);
        var made = await office.Post("/api/v1/webhooks", """{ "url": "https://example.org/rms", "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }""").Body(HttpStatusCode.Created);
        shown.Add("the answer", made);
        shown.Add("the list", (await office.GetAsync("/api/v1/webhooks").Body(HttpStatusCode.OK))["items"]!);

        shown.AreTheSame(["createdAt"]);
    }

    [Fact]
    public async Task Of_a_profile_are_the_same_in_every_answer()
    {
        var shown = new ShownTimes();
        var path = await AProfile.Adopted(program);
        var auditor = program.As(Officials.Auditor);
        var profile = await auditor.GetAsync(path).Body(HttpStatusCode.OK);
        shown.Add("the profile", profile);
        shown.Add("the list", (await auditor.GetAsync(AProfile.Profiles).Body(HttpStatusCode.OK))["items"]!);
        var lines = (await auditor.GetAsync($"{path}/journal").Body(HttpStatusCode.OK))["lines"]!.AsArray();
        shown.Is("registeredAt", "the journal's line", lines[0]!.Text("at"));
        shown.Add("the registration", await auditor.GetAsync($"/api/v1/registrations/{profile.Text("number").Replace('/', '-')}").Body(HttpStatusCode.OK));

        shown.AreTheSame(["registeredAt", "changedAt"]);
    }

    private static JsonNode OfVladivostok()
    {
        var submission = Examples.Submission();
        submission["authority"] = Far;
        return submission;
    }
}

/// <summary>The times of one thing by the names of their members, with where each was seen.</summary>
internal sealed class ShownTimes
{
    private readonly List<(string Member, string Where, string Text)> seen = [];

    public void Add(string where, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    if (name.EndsWith("At", StringComparison.Ordinal) && value is JsonValue text)
                        Is(name, where, text.GetValue<string>());
                    else
                        Add(where, value);
                }
                break;
            case JsonArray items:
                foreach (var item in items)
                    Add(where, item);
                break;
        }
    }

    public void Is(string member, string where, string text) => seen.Add((member, where, text));

    /// <summary>And each of these was shown in two places at the least.</summary>
    public void AreTheSame(string[] members)
    {
        foreach (var member in members)
        {
            var texts = seen.Where(each => each.Member == member).ToList();
            Assert.True(texts.Select(each => each.Where).Distinct().Count() > 1, $"{member} was not shown twice.");
            Assert.True(texts.Select(each => each.Text).Distinct().Count() == 1, $"{member}: {string.Join("; ", texts.Select(each => $"{each.Where} {each.Text}"))}");
        }
    }
}
