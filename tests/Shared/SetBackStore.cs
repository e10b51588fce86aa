using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Tests;

/// <summary>
/// A store in the hands of the program's own code, by a clock that is set: what is registered now was registered then. The program must have
/// run on it once, so that it has its tables and authorities.
/// </summary>
internal sealed class SetBackStore : IAsyncDisposable
{
    private readonly SetClock clock = new();
    private readonly ServiceProvider services;

    /// <param name="folder">The data folder.</param>
    /// <param name="settings">As on the program's command line.</param>
    public SetBackStore(string folder, params IEnumerable<string> settings)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine([.. settings]).Build();
        var making = new ServiceCollection();
        making.AddLogging();
        making.AddMetrics();
        making.AddKeyedSingleton<TimeProvider>(Clocks.Domain, clock);
        making.AddStorage(configuration, new DataFolder(folder));
        making.AddDomain(configuration);
        making.AddSingleton<ISealing>(new OneKey());
        services = making.BuildServiceProvider();
    }

    /// <summary>Before the first registration. On SQLite no program may work meanwhile.</summary>
    public async Task Start()
    {
        await services.GetRequiredService<IDatabase>().Start(CancellationToken.None);
        await services.GetRequiredService<AuthorityRegisterHolder>().Refresh(CancellationToken.None);
    }

    /// <summary>What the program's own code has for this.</summary>
    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    public void SetTo(DateTimeOffset at) => clock.Now = at;

    public async Task Register(SequenceKey sequence, DateTimeOffset at, IEnumerable<RegistrationRequest> batch)
    {
        clock.Now = at;
        var (journal, numbers) = (services.GetRequiredService<IJournal>(), services.GetRequiredService<NumberSequence>());
        await journal.Register(sequence, () => [.. batch], numbers.Number, CancellationToken.None);
    }

    /// <summary>How many lines say that this happened, and how many of them a draft has at most.</summary>
    public async Task<(int Lines, int MostForOne)> Count(string happened)
    {
        await using var connection = await Open();
        return await connection.QuerySingleAsync<(int, int)>(
            """
            select cast(coalesce(sum(lines), 0) as integer), cast(coalesce(max(lines), 0) as integer)
            from (select count(*) as lines from journal_lines where type = @happened group by subject) each_draft
            """,
            new { happened });
    }

    /// <summary>For reading only, so a program may work on the store meanwhile.</summary>
    public ValueTask<DbConnection> Open() => services.GetRequiredService<IDatabase>().Open(CancellationToken.None);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>Of closed circles; whoever starts the program on the store may have another.</summary>
    private sealed class OneKey : ISealing
    {
        public Sealer? Current { get; } = new([new byte[Sealer.KeyBytes]]);
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
