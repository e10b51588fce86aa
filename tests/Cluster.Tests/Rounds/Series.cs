using System.Net.Http.Json;
using System.Text.Json;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>Rounds one after the other on the same running programs, each with an office of its own; terms end all the while.</summary>
internal sealed class Series : IAsyncDisposable
{
    private static readonly TimeSpan untilTermsEnd = TimeSpan.FromSeconds(3);

    private readonly List<string> profiles = [];
    private readonly CancellationTokenSource quiet = new();
    private readonly Site site;
    private readonly PostgresCluster? postgres;
    private readonly AuthorityCode[] offices;
    private readonly RoundScale scale;
    private EndingTerms terms = null!;
    private Nodes nodes = null!;
    private Listener listener = null!;
    private Task listening = Task.CompletedTask;

    private Series(Site site, PostgresCluster? postgres, int rounds, RoundScale scale) =>
        (this.site, this.postgres, this.scale, offices) = (site, postgres, scale, Offices.Take(rounds));

    /// <summary>How long others wait for one that follows the journal and does not stir.</summary>
    public static TimeSpan Claim => TimeSpan.FromSeconds(3);

    /// <param name="postgres">The cluster that <paramref name="site"/> stores in; null on SQLite.</param>
    public static async Task<Series> Start(Site site, PostgresCluster? postgres, int nodes, int rounds, RoundScale scale)
    {
        var series = new Series(site, postgres, rounds, scale);
        try
        {
            await series.Start(nodes);
            return series;
        }
        catch
        {
            await series.DisposeAsync();
            throw;
        }
    }

    public Faults Faults => new(site, nodes, postgres, scale);

    /// <param name="round">From 0.</param>
    public async Task<RoundResult> Run(int round, Fault fault, int node)
    {
        var result = await new Round(site, nodes, Faults, offices[round], scale).Run(fault, node);
        profiles.AddRange(result.Profiles);
        return result;
    }

    /// <summary>What must hold of all rounds together.</summary>
    public async Task<SeriesResult> End()
    {
        var latest = await terms.AreMissedOnce(listener);
        await ProfilesAreWithoutGap();
        var verification = await site.Verify();
        Assert.True(verification.ExitCode == 0, verification.ToString());
        return new SeriesResult(terms.Count, latest, profiles.Count, verification.Output.Trim());
    }

    public async ValueTask DisposeAsync()
    {
        await quiet.CancelAsync();
        await listening;
        if (nodes is not null)
            await nodes.DisposeAsync();
        quiet.Dispose();
    }

    private async Task Start(int count)
    {
        listener = new Listener(Ceramics.Vladivostok, new Credentials(AuthorityCode.Fcs, null, Role.Auditor).Token(site.Folder));
        await using (var program = await site.Start())
        {
            await Offices.Import(program, offices);
            await ListenFromHereOn(program);
            await program.Stop();
        }
        terms = await EndingTerms.Register(site, DateTimeOffset.UtcNow + untilTermsEnd, offices.Length * scale.Length);
        nodes = await Nodes.Start(site, count, ["--Feeds:Claim", $"{Claim}", .. Listener.Settings, .. EndingTerms.Settings]);
        listening = listener.Listen(nodes.Next, quiet.Token);
    }

    /// <summary>So that it hears of terms, too, that end before all programs run.</summary>
    private async Task ListenFromHereOn(RunningProgram program)
    {
        using var stop = new CancellationTokenSource();
        var begins = listener.Listen(() => Task.FromResult(program), stop.Token);
        await listener.HasBegun;
        await stop.CancelAsync();
        await begins;
    }

    private async Task ProfilesAreWithoutGap()
    {
        var serials = profiles.Select(text => RegistrationNumber.TryParse(text, out var number) ? number.Serial : 0).Order();
        Assert.Equal(Enumerable.Range(1, profiles.Count).Select(serial => (long)serial), serials);

        using var http = nodes.Client(new Credentials(AuthorityCode.Fcs, null, Role.Auditor));
        var certificate = await http.GetFromJsonAsync<JsonElement>($"/api/v1/sequences/{SequenceKey.Profiles}/certificate");
        Assert.Equal(profiles.Count, certificate.GetProperty("count").GetInt32());
    }
}

/// <summary>What a clean series was like.</summary>
/// <param name="Missed">Deadlines that passed, each marked once.</param>
/// <param name="Latest">From the time it was due until it was marked, at most.</param>
/// <param name="Verification">What <c>verify</c> said.</param>
internal sealed record SeriesResult(int Missed, TimeSpan Latest, int Profiles, string Verification);
