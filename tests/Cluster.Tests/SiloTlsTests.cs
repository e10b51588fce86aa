using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>Silos that speak TLS with each other, and those that may not come in.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SiloTlsTests(PostgresCluster cluster) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rms-authorities-");

    public void Dispose() => folder.Delete(recursive: true);

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task Silos_with_certificates_of_one_authority_work_as_one_and_let_no_other_in()
    {
        using var site = await Site.OnPostgres(cluster);
        using var ours = new PrivateAuthority(folder.FullName, "ours");
        using var theirs = new PrivateAuthority(folder.FullName, "theirs");
        var office = new Office(Ceramics.Baltic.Value);
        await using var one = await site.Start(ours.Settings);
        await using var two = await site.Start(ours.Settings);
        await SubmitToBoth("before");

        await Task.WhenAll(IsNotLetIn(theirs.Settings), IsNotLetIn([]));

        await SubmitToBoth("after");
        await Register.IsWhole(two, Ceramics.Baltic, office);

        async Task IsNotLetIn(string[] settings)
        {
            await using var ended = await RunningProgram.RunToTheEnd(site.Folder, [.. site.Storage, .. Site.OwnPort(), "--Orleans:LongestJoin", "00:00:10", .. settings]);
            AssertDidNotStart(ended);
        }

        // Whichever of them has the sequence, one of the calls goes from silo to silo.
        async Task SubmitToBoth(string key)
        {
            foreach (var (program, number) in new[] { (one, 1), (two, 2) })
            {
                using var http = program.Client(Ceramics.Baltic, Role.Coordinator);
                await office.SubmitUntilAnswered(http, $"{key}-{number}");
            }
            Assert.Empty(office.TurnedAwayWith);
        }
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task Whoever_asks_for_no_certificate_but_has_none_of_the_authority_is_turned_away_too()
    {
        using var site = await Site.OnPostgres(cluster);
        using var ours = new PrivateAuthority(folder.FullName, "ours");
        using var theirs = new PrivateAuthority(folder.FullName, "theirs");
        var port = LoopbackPort.Reserve();
        await using var silo = await site.Start([.. ours.Settings, "--Orleans:SiloPort", $"{port}"]);

        await IsTurnedAway(port, []);
        using var strange = X509Certificate2.CreateFromPemFile(theirs.Sign());
        await IsTurnedAway(port, [strange]);
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task Silos_without_certificates_let_none_in_that_asks_for_them()
    {
        using var site = await Site.OnPostgres(cluster);
        using var ours = new PrivateAuthority(folder.FullName, "ours");
        await using var one = await site.Start();

        await using var careful = await RunningProgram.RunToTheEnd(
            site.Folder, [.. site.Storage, .. Site.OwnPort(), "--Orleans:LongestJoin", "00:00:10", .. ours.Settings]);

        AssertDidNotStart(careful);
        using var http = one.Client(Ceramics.Baltic, Role.Coordinator);
        await new Office(Ceramics.Baltic.Value).SubmitUntilAnswered(http, "one");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Settings_that_do_not_fit_each_other_are_refused_in_a_sentence()
    {
        using var site = Site.OnSqlite;
        using var ours = new PrivateAuthority(folder.FullName, "ours");
        using var theirs = new PrivateAuthority(folder.FullName, "theirs");

        await IsRefused("go together; one of them is missing", "--Orleans:Certificate", ours.Sign());
        await IsRefused("go together; one of them is missing", "--Orleans:CertificateAuthority", ours.CertificateFile);
        await IsRefused("is not of the authority", "--Orleans:Certificate", theirs.Sign(), "--Orleans:CertificateAuthority", ours.CertificateFile);
        await IsRefused("or not valid today", "--Orleans:Certificate", ours.Sign(days: 1), "--Orleans:CertificateAuthority", ours.CertificateFile);
        await IsRefused("no-such-file", "--Orleans:Certificate", "no-such-file", "--Orleans:CertificateAuthority", ours.CertificateFile);
        await IsRefused("cannot be used", "--Orleans:Certificate", ours.CertificateFile, "--Orleans:CertificateAuthority", ours.CertificateFile);

        async Task IsRefused(string why, params string[] settings)
        {
            await using var program = await RunningProgram.RunToTheEnd(site.Folder, ["--Storage:Postgres", "Host=127.0.0.1;Port=1;Username=rms", .. settings]);
            Assert.Equal(1, program.ExitCode);
            var line = Assert.Single(program.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.StartsWith("RmsOrleans did not start: Orleans:Certificate", line, StringComparison.Ordinal);
            Assert.Contains(why, line, StringComparison.Ordinal);
        }
    }

    /// <summary>It gives up because nobody answers it, or because those in the cluster have given it up before that.</summary>
    private static void AssertDidNotStart(RunningProgram program)
    {
        Assert.Equal(1, program.ExitCode);
        Assert.DoesNotContain("Application started", program.Output, StringComparison.Ordinal);
        Assert.True(
            program.Output.Contains("RmsOrleans did not start: the silos of this cluster do not answer it", StringComparison.Ordinal)
            || program.Output.Contains("RmsOrleans did not start: the silos of this cluster do not reach it", StringComparison.Ordinal),
            program.Output);
    }

    /// <summary>The silo ends the connection; it waits for no call on it.</summary>
    private static async Task IsTurnedAway(int port, X509CertificateCollection certificates)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(connection.GetStream(), false, (_, _, _, _) => true);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "rms", ClientCertificates = certificates });
            Assert.Equal(0, await tls.ReadAsync(new byte[1]));
        }
        catch (Exception ended) when (ended is IOException or AuthenticationException)
        {
        }
    }
}
