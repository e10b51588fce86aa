using RmsOrleans.Api.Http;
using RmsOrleans.Benchmarks.Blocks;

namespace RmsOrleans.Benchmarks.Compared;

/// <summary>The ceiling: parses the body with our reader into our types, knows no token, keeps nothing.</summary>
internal static class EmptyEndpoint
{
    private static readonly byte[] answer =
        """{"id":"0199f3a0-0000-7000-8000-000000000000","number":"00/10216/15102026/00001","version":1,"status":"UnderConsideration"}"""u8.ToArray();

    public static async Task<int> Serve(Arguments arguments)
    {
        var urls = arguments.Text("urls", "http://127.0.0.1:0");
        arguments.NoOthers();
        await ComparedServer.Run(urls, Submit);
        return 0;
    }

    private static async Task Submit(HttpContext http)
    {
        using (var body = await RequestBody.Read(http))
            ComparedServer.Parse(body);
        ComparedServer.Answer(http.Response, answer);
    }
}
