// The pictures of the desk in docs/, as a browser shows its pages; ops/desk-pictures.sh starts the program for it.
//
//   dotnet run ops/desk-pictures.cs -- URL LANGUAGE TOKEN PAGE=FILE …
//
// It needs Chromium, and speaks with it over its DevTools: a picture wants a session's cookie, which no option of the browser sets.
#:property PublishAot=false

using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

if (args is not [var url, var language, var token, .. var pages])
{
    Console.Error.WriteLine("desk-pictures URL LANGUAGE TOKEN PAGE=FILE …");
    return 2;
}

var profile = Directory.CreateTempSubdirectory("desk-pictures-").FullName;
using var browser = Process.Start(new ProcessStartInfo(
    "chromium", ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
{
    RedirectStandardError = true,
})!;
try
{
    using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
    string? line;
    do
    {
        line = await browser.StandardError.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("Chromium ended.");
    }
    while (!line.StartsWith("DevTools listening on ", StringComparison.Ordinal));
    _ = browser.StandardError.ReadToEndAsync(limit.Token);
    var port = new Uri(line["DevTools listening on ".Length..]).Port;
    using var http = new HttpClient();
    var targets = await http.GetFromJsonAsync<JsonArray>($"http://127.0.0.1:{port}/json", limit.Token);
    using var tools = new ClientWebSocket();
    await tools.ConnectAsync(new Uri(targets!.First(target => (string?)target!["type"] == "page")!["webSocketDebuggerUrl"]!.GetValue<string>()), limit.Token);

    await Send("Page.enable");
    await Send("Emulation.setDeviceMetricsOverride", new() { ["width"] = 1180, ["height"] = 700, ["deviceScaleFactor"] = 1, ["mobile"] = false });
    foreach (var (name, value) in new[] { ("rms", token), ("rms-language", language) })
        await Send("Network.setCookie", new() { ["name"] = name, ["value"] = value, ["url"] = url });
    foreach (var page in pages)
    {
        var (place, file) = (page[..page.LastIndexOf('=')], page[(page.LastIndexOf('=') + 1)..]);
        await Send("Page.navigate", new() { ["url"] = $"{url}{place}" }, until: "Page.loadEventFired");
        var picture = await Send("Page.captureScreenshot", new() { ["format"] = "png" });
        var bytes = Convert.FromBase64String(picture["data"]!.GetValue<string>());
        await File.WriteAllBytesAsync(file, bytes);
        Console.WriteLine($"{file}: {bytes.Length / 1024} KB");
        if (bytes.Length > 200 * 1024)
            throw new InvalidOperationException($"{file} is larger than 200 KB.");
    }

    async Task<JsonNode> Send(string method, JsonObject? parameters = null, string? until = null)
    {
        var message = new JsonObject { ["id"] = 1, ["method"] = method, ["params"] = parameters ?? [] };
        await tools.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, limit.Token);
        JsonNode? answer = null;
        for (var isThere = until is null; answer is null || !isThere;)
        {
            var received = await Receive();
            if (received["id"] is not null)
                answer = received["result"] ?? throw new InvalidOperationException($"{method}: {received["error"]}");
            isThere |= until is not null && (string?)received["method"] == until;
        }
        return answer;
    }

    async Task<JsonNode> Receive()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await tools.ReceiveAsync(buffer, limit.Token);
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(whole.ToArray())!;
    }
}
finally
{
    browser.Kill(entireProcessTree: true);
    await browser.WaitForExitAsync();
    Directory.Delete(profile, recursive: true);
}
return 0;
