using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Cluster.Tests;

/// <summary>What holds on both databases when a program dies without a last word.</summary>
public abstract class CrashTests
{
    private static readonly AuthorityCode baltic = new("10216000");

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_it_is_killed_under_load()
    {
        await using var site = await Open();
        var office = new Office(baltic.Value);

        var program = await site.Start();
        await using (program)
        {
            using var http = program.Client(baltic, Role.Coordinator);
            using var stop = new CancellationTokenSource();
            var clients = office.Submit(http, 64, stop.Token);
            await office.HasAcknowledged(1500);
            await program.Kill();
            await clients;
            stop.Cancel();
        }
        Assert.NotEmpty(office.Unanswered);

        var again = await site.Start();
        await using (again)
        {
            using var http = again.Client(baltic, Role.Coordinator);
            await office.AskAgain(http);
            await Register.IsWhole(again, baltic, office);
        }
    }

    [Fact]
    public async Task It_answers_what_it_has_begun_when_it_is_stopped()
    {
        await using var site = await Open();
        var office = new Office(baltic.Value);

        var program = await site.Start();
        await using (program)
        {
            using var http = program.Client(baltic, Role.Coordinator);
            var clients = office.Submit(http, 16, CancellationToken.None);
            await office.HasAcknowledged(300);
            await program.Stop();
            await clients;
            Assert.Equal(0, program.ExitCode);
        }

        var again = await site.Start();
        await using (again)
        {
            using var http = again.Client(baltic, Role.Coordinator);
            await office.AskAgain(http);
            await Register.IsWhole(again, baltic, office);
        }
    }

    private protected abstract Task<Site> Open();
}

public sealed class CrashOnSqliteTests : CrashTests
{
    private protected override Task<Site> Open() => Task.FromResult<Site>(new SqliteSite());
}
