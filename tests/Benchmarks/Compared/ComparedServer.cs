using System.Buffers;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Benchmarks.Compared;

/// <summary>What the two servers that we compare ourselves with have in common: the path, the reader of bodies, and an end.</summary>
internal static class ComparedServer
{
    public const string Path = "/api/v1/submissions";

    public static async Task Run(string urls, RequestDelegate submit)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost(Path, submit);
        await app.StartAsync();

        // The benchmark holds the other end; if it dies, so does this.
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    /// <summary>The body as our own endpoint reads it, and its bytes.</summary>
    public static async Task<(Submit Submission, byte[] Bytes)> Read(HttpRequest request)
    {
        var reader = request.BodyReader;
        var read = await reader.ReadAtLeastAsync((int)request.ContentLength!.Value);
        var bytes = read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        var body = JsonBody.Read<Submit>(bytes);
        return body is { Value: { } submission, Faults.IsEmpty: true } ? (submission, bytes) : throw new BadHttpRequestException("Not a submission.");
    }
}
