using System.Buffers;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Benchmarks.Compared;

/// <summary>What the two servers that we compare ourselves with have in common: the path, the reader of bodies, and an end.</summary>
internal static class ComparedServer
{
    public const string Path = "/api/v1/submissions";
    public const string StatusPath = "/api/v1/registrations";

    /// <param name="number">As it is printed.</param>
    public static string StatusOf(string number) => $"{StatusPath}/{number.Replace('/', '-')}";

    public static async Task Run(string urls, RequestDelegate submit, RequestDelegate? status = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole().AddFilter((name, _) => name == "Microsoft.Hosting.Lifetime"); // that it listens, and has started
        builder.WebHost.UseUrls(urls);
        builder.Services.AddSingleton(new BodyMemory(megabytes: 256, patience: TimeSpan.FromMinutes(1))); // the reader of bodies asks it
        await using var app = builder.Build();
        app.MapPost(Path, submit);
        if (status is not null)
            app.MapGet($"{StatusPath}/{{**number}}", status);
        await app.StartAsync();

        // The benchmark holds the other end; if it dies, so does this.
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    /// <summary>A submission out of its body, as our own endpoint reads it.</summary>
    public static Submit Parse(RequestBody body) =>
        JsonBody.Read<Submit>(body.Bytes) is { Value: { } submission, Errors.IsEmpty: true }
            ? submission
            : throw new BadHttpRequestException("Not a submission.");

    /// <summary>As our own endpoint answers: into the response's buffer, which the server sends when the request ends.</summary>
    public static void Answer(HttpResponse response, byte[] json, int code = StatusCodes.Status201Created)
    {
        response.StatusCode = code;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        response.BodyWriter.Write(json);
    }
}
