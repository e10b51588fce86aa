using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>The desk as it is installed: published as the Dockerfile does, and as `dotnet run` starts it, it has all its files.</summary>
public sealed partial class PublishedTests : IDisposable
{
    private static readonly AuthorityCode baltic = new("10216000");

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    /// <summary>Of the repository.</summary>
    private static readonly string root = Root(AppContext.BaseDirectory);

    private readonly string folder = Directory.CreateTempSubdirectory("rms-published-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory(Timeout = Limits.OneTest)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_page_of_the_desk_finds_all_that_it_names(bool isPublished)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var assembly = Path.Combine(isPublished ? await Publish() : Path.Combine(root, "src", "Silo", "bin", Configuration, "net10.0"), "RmsOrleans.Silo.dll");
        await using var program = await RunningProgram.StartInstalled(assembly, "--data", data, "--Orleans:SiloPort", $"{LoopbackPort.Reserve()}");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = program.Address };
        http.DefaultRequestHeaders.Authorization = new Credentials(baltic, null, Role.Coordinator).Token(data);
        await new Office(baltic.Value).SubmitUntilAnswered(http, "marble");
        http.DefaultRequestHeaders.Authorization = null;

        var pages = 0;
        var fingerprinted = new HashSet<string>();
        foreach (var roles in (Role[][])[[Role.Coordinator, Role.Author, Role.CoordinationHead], [Role.Auditor], [Role.Operator]])
        {
            var token = new Credentials(baltic, null, roles).Token(data).Parameter;
            var waiting = new Queue<string>(["/desk/login", "/desk/help", "/desk/tasks"]);
            var seen = new HashSet<string>(waiting);
            while (waiting.TryDequeue(out var place))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, place);
                request.Headers.Add("Cookie", $"rms={token}");
                using var answer = await http.SendAsync(request);
                if (answer.StatusCode == HttpStatusCode.Forbidden && place == "/desk/tasks" && roles is [Role.Auditor or Role.Operator])
                    continue;
                Assert.True(answer.StatusCode is HttpStatusCode.OK || answer.Headers.Location is not null, $"{place}: {answer.StatusCode}");
                if (answer.Headers.Location is { } elsewhere && seen.Add(new Uri(program.Address, elsewhere).PathAndQuery))
                    waiting.Enqueue(new Uri(program.Address, elsewhere).PathAndQuery);
                if (Fingerprint().IsMatch(place))
                {
                    fingerprinted.Add(place);
                    var said = Assert.Single(answer.Headers.GetValues("Cache-Control"));
                    Assert.Contains("immutable", said);
                    Assert.DoesNotContain("no-store", said);
                }
                if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                    continue;
                pages++;
                foreach (var named in Named().Matches(await answer.Content.ReadAsStringAsync()).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value).Split('#')[0]))
                {
                    var address = new Uri(new Uri(program.Address, place), named);
                    if (address.Host == program.Address.Host && Kind(seen, address.PathAndQuery) < 3 && seen.Add(address.PathAndQuery))
                        waiting.Enqueue(address.PathAndQuery);
                }
            }
        }
        Assert.True(pages > 30, $"{pages} pages.");
        Assert.Equal(["css", "js", "svg"], fingerprinted.Select(place => place.Split('.')[^1]).Order());
    }

    /// <summary>As the Dockerfile does, but of what the tests have built.</summary>
    private async Task<string> Publish()
    {
        Assert.Contains("dotnet publish src/Silo", File.ReadAllText(Path.Combine(root, "Dockerfile")));
        var into = Path.Combine(folder, "program");
        var run = await CommandRun.Of(new ProcessStartInfo(
            "dotnet", ["publish", "src/Silo", "--no-build", "-c", Configuration, "--self-contained", "false", "-p:UseAppHost=false", "-o", into, "--nologo", "-v", "quiet"])
        {
            WorkingDirectory = root,
        });
        Assert.True(run.ExitCode == 0, $"{run}");
        return into;
    }

    /// <summary>How many such pages have been seen: of a list with many rows, three are looked at.</summary>
    private static int Kind(HashSet<string> seen, string place) => seen.Count(other => Ids().Replace(other, "*") == Ids().Replace(place, "*"));

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "RmsOrleans.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    [GeneratedRegex(@"\.[0-9a-f]{10}\.")]
    private static partial Regex Fingerprint();

    [GeneratedRegex("""\s(?:href|src)="([^"#][^"]*)\x22""")]
    private static partial Regex Named();

    /// <summary>Numbers, ids and codes in an address.</summary>
    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]+|\d+|(?<==)[^&]*")]
    private static partial Regex Ids();
}
