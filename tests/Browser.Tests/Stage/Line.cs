using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>What a browser takes over the wire: bytes as they come, with heads, compressed.</summary>
internal sealed class Line
{
    private readonly ConcurrentDictionary<string, string> asked = new();
    private readonly ConcurrentQueue<(string Place, int Bytes)> taken = new();

    public static async Task<Line> Of(Person person)
    {
        var line = new Line();
        var wire = await person.Context.NewCDPSessionAsync(person.Page);
        wire.Event("Network.requestWillBeSent").OnEvent += (_, sent) => line.asked[sent!.Value.GetProperty("requestId").GetString()!] = sent.Value.GetProperty("request").GetProperty("url").GetString()!;
        wire.Event("Network.loadingFinished").OnEvent += (_, done) => line.Take(done!.Value);
        wire.Event("Network.loadingFailed").OnEvent += (_, failed) => line.asked.TryRemove(failed!.Value.GetProperty("requestId").GetString()!, out string? _);
        await wire.SendAsync("Network.enable");
        return line;
    }

    /// <summary>Enough drafts that wait for the coordinator of the FCS.</summary>
    public static async Task Fill(TheProgram program, int rows)
    {
        var client = program.As(Ceramics.Coordinator);
        for (var made = 0; made < 2 * rows; made++)
            await client.Submit().Body(System.Net.HttpStatusCode.Created);
    }

    /// <summary>Since it was asked last, with what is still on its way.</summary>
    public async Task<Load> Taken()
    {
        await Patience.Until("the line to rest", () => Task.FromResult(asked.Count), count => count == 0);
        var load = new Load([.. taken.Where(each => each.Bytes > 0)]); // what lay in the browser's cache costs nothing
        taken.Clear();
        return load;
    }

    private void Take(JsonElement done)
    {
        if (asked.TryRemove(done.GetProperty("requestId").GetString()!, out var place))
            taken.Enqueue((new Uri(place).PathAndQuery, (int)done.GetProperty("encodedDataLength").GetDouble()));
    }
}

/// <summary>What a page took.</summary>
internal sealed record Load(IReadOnlyList<(string Place, int Bytes)> Parts)
{
    public int Bytes => Parts.Sum(part => part.Bytes);

    public int Requests => Parts.Count;

    public int Of(string ending) => Parts.Where(part => part.Place.EndsWith(ending, StringComparison.Ordinal)).Sum(part => part.Bytes);

    public override string ToString() => $"{Bytes} bytes in {Requests} requests: {string.Join(", ", Parts)}";
}
