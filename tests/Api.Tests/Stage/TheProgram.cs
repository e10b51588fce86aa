using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>
/// The real program on a real port of the loopback, with a folder of its own, on SQLite unless the settings say otherwise, and with a clock
/// that the test turns.
/// </summary>
public class TheProgram : WebApplicationFactory<Program>
{
    private readonly Ending ending = new();
    private readonly string folder;
    private readonly bool isOneOfMany;
    private readonly (string Name, string Value)[] settings;

    public TheProgram()
        : this([])
    {
    }

    internal TheProgram(params (string Name, string Value)[] settings)
    {
        this.settings = settings;
        folder = Directory.CreateTempSubdirectory("rms-api-").FullName;
        Clock = new HandClock(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
        UseKestrel(0);
        StartServer();
    }

    /// <summary>One of several runs on a folder that stays.</summary>
    internal TheProgram(string folder, HandClock clock)
    {
        (this.folder, Clock, settings, isOneOfMany) = (folder, clock, [], true);
        UseKestrel(0);
        StartServer();
    }

    internal HandClock Clock { get; }

    /// <summary>A client with a token for this actor; without an actor, one without a token.</summary>
    internal HttpClient As(Actor? actor)
    {
        var client = NewClient();
        if (actor is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", Token(actor));
        return client;
    }

    internal string Token(Actor actor) => new TokenIssuer(Services.GetRequiredService<TokenKeys>().Signing, TimeProvider.System).Issue(
        actor.Subject, actor.Name, actor.Authority, actor.Unit, actor.Roles, TimeSpan.FromHours(1));

    /// <summary>The file with the key of closed circles.</summary>
    private string SealedKey
    {
        get
        {
            var file = Path.Combine(folder, "sealed-key");
            if (!File.Exists(file))
                File.WriteAllText(file, $"{Convert.ToBase64String(new byte[32])}\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return file;
        }
    }

    /// <summary>Everything that a request could have changed, as sums.</summary>
    internal async Task<string> Store()
    {
        const string sql =
            """
            select (select count(*) from journal_lines) || ' lines, ' || (select count(*) from drafts) || ' drafts, '
                || (select count(*) from registrations) || ' registrations, ' || (select coalesce(sum(last_serial), 0) from sequences)
                || ' numbers, authorities at ' || (select revision from authority_register)
            """;
        await using var connection = await Services.GetRequiredService<IReadDatabase>().Open(CancellationToken.None);
        return await connection.QuerySingleAsync<string>(sql);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await ending.HasCome.WaitAsync(Patience.Longest);
        if (!isOneOfMany && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected virtual HttpClient NewClient() => CreateDefaultClient(new CheckedAnswers());

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Data:Folder", folder);
        builder.UseSetting("Authentication:BuiltInIssuer", "true"); // also on PostgreSQL
        builder.UseSetting("Registers:SealedKeyFile", SealedKey);
        builder.UseSetting("Orleans:SiloPort", $"{LoopbackPort.Reserve()}"); // the stock one may belong to a test of another project
        foreach (var (name, value) in settings)
            builder.UseSetting(name, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<ILoggerProvider>(_ => ending); // made by the container, so disposed of by it
            services.AddKeyedSingleton<TimeProvider>(Clocks.Domain, Clock);
        });
    }
}
