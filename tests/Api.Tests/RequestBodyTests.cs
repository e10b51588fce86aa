using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Http;

namespace RmsOrleans.Api.Tests;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(RequestBody.Limit)]
    public async Task Grows_to_what_comes_whatever_was_announced(int? announced)
    {
        var sent = new byte[RequestBody.Limit];
        for (var i = 0; i < sent.Length; i++)
            sent[i] = (byte)(i / 1000);
        var context = Context();
        context.Request.Body = new MemoryStream(sent);
        context.Request.ContentLength = announced;

        using var body = await RequestBody.Read(context);

        Assert.True(body.Bytes.Span.SequenceEqual(sent));
    }

    [Fact]
    public async Task Sets_little_aside_before_anything_has_come()
    {
        var pipe = new Pipe();
        var context = Context();
        context.Request.Body = pipe.Reader.AsStream();
        context.Request.ContentLength = RequestBody.Limit;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = RequestBody.Read(context);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, RequestBody.Limit / 4);
        await pipe.Writer.CompleteAsync();
        (await reading).Dispose();
    }

    private static DefaultHttpContext Context() => new()
    {
        RequestServices = new ServiceCollection().AddSingleton(new BodyMemory(megabytes: 256, patience: TimeSpan.FromMinutes(1))).BuildServiceProvider(),
    };
}
