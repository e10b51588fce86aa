using RmsOrleans.Api.Http;
using RmsOrleans.Benchmarks.Blocks;

namespace RmsOrleans.Benchmarks.Compared;

/// <summary>The ceiling: parses a body with our reader into our types, knows no token, keeps nothing, and says the same of each status.</summary>
internal static class EmptyEndpoint
{
    private static readonly byte[] answer =
        """{"id":"0199f3a0-0000-7000-8000-000000000000","number":"00/10216/15102026/00001","version":1,"status":"UnderConsideration"}"""u8.ToArray();

    private static readonly byte[] status =
        """
        {"number":"00/10216/15102026/00001","draft":"0199f3a0-0000-7000-8000-000000000000","version":1,"status":"UnderConsideration","preparedAt":"2026-10-15T12:00:00.000+03:00","registeredAt":"2026-10-15T12:00:00.000+03:00","changedAt":"2026-10-15T12:00:00.000+03:00","deadline":{"kind":"Consideration","due":"2026-10-29T23:59:59.999+03:00"},"overdue":false}
        """u8.ToArray();

    public static async Task<int> Serve(Arguments arguments)
    {
        var urls = arguments.Text("urls", "http://127.0.0.1:0");
        arguments.NoOthers();
        await ComparedServer.Run(urls, Submit, Status);
        return 0;
    }

    private static async Task Submit(HttpContext http)
    {
        using (var body = await RequestBody.Read(http))
            ComparedServer.Parse(body);
        ComparedServer.Answer(http.Response, answer);
    }

    private static Task Status(HttpContext http)
    {
        ComparedServer.Answer(http.Response, status, StatusCodes.Status200OK);
        return Task.CompletedTask;
    }
}
