using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>Somebody's program that takes messages, on a port of the loopback.</summary>
internal sealed class AReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> taken = [];
    private readonly SemaphoreSlim news = new(0);
    private readonly SemaphoreSlim refusals = new(0);
    private volatile Func<JsonNode, int> answer = _ => StatusCodes.Status204NoContent;

    private AReceiver(WebApplication app) => this.app = app;

    public string Url => $"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/hook?of=baltic";

    public static async Task<AReceiver> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new AReceiver(app);
        app.MapPost("/hook", receiver.Take);
        app.MapPost("/elsewhere", receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>What goes with each refusal, in the form of <c>Retry-After</c>.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>How it answers from now on; what it answers with 2xx it has taken.</summary>
    public void Answers(Func<JsonNode, int> with) => answer = with;

    public void IsDown() => Answers(_ => StatusCodes.Status503ServiceUnavailable);

    public void IsUp() => Answers(_ => StatusCodes.Status204NoContent);

    /// <summary>Everything it has taken, once that is so many.</summary>
    public async Task<List<Received>> Taken(int count)
    {
        while (taken.Count < count)
            Assert.True(await news.WaitAsync(Patience.Longest), $"{taken.Count} of {count} messages came.");
        return [.. taken];
    }

    /// <summary>Ends when it has refused once more.</summary>
    public async Task HasRefused() => Assert.True(await refusals.WaitAsync(Patience.Longest), "Nobody tried.");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> Take(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        var status = answer(JsonNode.Parse(body)!);
        if (status < 300)
        {
            taken.Enqueue(new(
                request.Headers["Rms-Signature"].ToString(), request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString(),
                request.Headers["webhook-signature"].ToString(), body));
            news.Release();
        }
        else
        {
            if (RetryAfter is { } retry)
                request.HttpContext.Response.Headers.RetryAfter = retry;
            refusals.Release();
        }
        return status == StatusCodes.Status307TemporaryRedirect ? Results.Redirect("/elsewhere", preserveMethod: true) : Results.StatusCode(status);
    }
}

/// <summary>A message as it came. <paramref name="Own"/> is <c>Rms-Signature</c>; empty where there is none.</summary>
internal sealed record Received(string Own, string Id, string Timestamp, string Standard, string Body);
