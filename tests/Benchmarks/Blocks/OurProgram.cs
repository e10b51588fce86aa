using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>The real program as a process of its own, with a data folder of its own, and what an operator does with it.</summary>
internal sealed class OurProgram : IAsyncDisposable
{
    /// <summary>The build that is measured: the one that came with the benchmarks, unless another was named.</summary>
    public static string Assembly { get; private set; } = Path.Combine(AppContext.BaseDirectory, "RmsOrleans.Silo.dll");

    private readonly string folder;
    private readonly bool ownsFolder;

    private OurProgram(string folder, bool ownsFolder, RunningProgram server) => (this.folder, this.ownsFolder, Server) = (folder, ownsFolder, server);

    public RunningProgram Server { get; }

    /// <summary>Its key for tokens, with which another node may be started.</summary>
    public string KeyFile => Path.Combine(folder, "token-key");

    /// <summary>On SQLite in a new folder, unless connection strings of PostgreSQL are given; the folder is deleted with this object.</summary>
    public static Task<OurProgram> Start(PostgresDatabaseStrings? postgres, params string[] settings) =>
        Start(Assembly, Directory.CreateTempSubdirectory("rms-benchmark-").FullName, ownsFolder: true, postgres, settings);

    /// <summary>Another build of the program, such as the one before a change.</summary>
    public static Task<OurProgram> StartBuild(string assembly, PostgresDatabaseStrings? postgres) =>
        Start(assembly, Directory.CreateTempSubdirectory("rms-benchmark-").FullName, ownsFolder: true, postgres, []);

    /// <summary>On a folder that is there and stays there.</summary>
    public static Task<OurProgram> StartOn(string folder, PostgresDatabaseStrings? postgres, params string[] settings) =>
        Start(Assembly, folder, ownsFolder: false, postgres, settings);

    /// <summary>What is measured from now on is another build, such as the published one.</summary>
    public static void Measure(string assembly) => Assembly = File.Exists(assembly) ? Path.GetFullPath(assembly) : throw new BenchmarkFailedException($"There is no {assembly}.");

    /// <summary>A bearer token, signed with the key of the program's folder as its own command does it.</summary>
    public string Token(string authority, Role role) => Token(authority, [role], unit: null);

    public string Token(string authority, IReadOnlyCollection<Role> roles, string? unit, string? subject = null)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Data:Folder", folder)]).Build();
        var name = subject ?? SubjectOf(authority);
        return TokenIssuer.Open(settings).Issue(name, name, new AuthorityCode(authority), unit, roles, TimeSpan.FromHours(12));
    }

    /// <summary>Who acts for an authority.</summary>
    public static string SubjectOf(string authority) => $"Benchmark of {authority}";

    /// <summary>A client with this token, whose connections are its own.</summary>
    public HttpClient Client(string token)
    {
        var http = new HttpClient { BaseAddress = Server.Address, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public static async Task MustSucceed(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            throw new BenchmarkFailedException($"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task ImportAuthorities(string csv)
    {
        using var http = Client(Role.Operator);
        using var content = new StringContent(csv, new MediaTypeHeaderValue("text/csv"));
        using var answer = await http.PostAsync(new Uri("/api/v1/authorities/import", UriKind.Relative), content);
        await MustSucceed(answer);
    }

    /// <summary>Fails if the sequences of these authorities do not hold exactly so many numbers, all of them there and each once.</summary>
    public async Task CheckCertificates(IEnumerable<string> authorities, long acknowledged)
    {
        using var http = Client(Role.Auditor);
        var count = 0L;
        foreach (var authority in authorities)
        {
            using var answer = await http.GetAsync(new Uri($"/api/v1/sequences/00-{authority[..5]}/certificate", UriKind.Relative));
            await MustSucceed(answer);
            var text = await answer.Content.ReadAsStringAsync();
            var certificate = JsonSerializer.Deserialize<Certificate>(text, JsonSerializerOptions.Web)!;
            if (!certificate.IsWhole)
                throw new BenchmarkFailedException($"The register of {authority} is not whole: {text}");
            count += certificate.Count;
        }
        if (count != acknowledged)
            throw new BenchmarkFailedException($"The register holds {count} numbers, but {acknowledged} were acknowledged.");
    }

    public async ValueTask DisposeAsync()
    {
        await Server.Stop();
        await Server.DisposeAsync();
        if (ownsFolder)
            Directory.Delete(folder, recursive: true);
    }

    private static async Task<OurProgram> Start(string assembly, string folder, bool ownsFolder, PostgresDatabaseStrings? postgres, string[] settings)
    {
        // A port of its own for each silo, as several may be up on this machine; another build may not know the setting.
        string[] port = postgres is null || assembly != Assembly ? [] : ["--Orleans:SiloPort", $"{LoopbackPort.Reserve()}"];
        string[] storage = postgres is null ? [] : ["--Storage:Postgres", postgres.Program, "--Storage:PostgresOwner", postgres.Owner, "--Authentication:BuiltInIssuer", "true"];
        var server = await RunningProgram.StartInstalled(assembly, ["--data", folder, .. port, .. storage, .. settings]);
        using var http = new HttpClient { BaseAddress = server.Address };
        await Patience.Until("a program that is ready", () => StatusOf(http, "/health/ready"), status => status == HttpStatusCode.OK);
        return new OurProgram(folder, ownsFolder, server);
    }

    private static async Task<HttpStatusCode> StatusOf(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    private HttpClient Client(Role role) => Client(Token("10000000", role));
}
