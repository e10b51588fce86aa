using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.Webhooks;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.People;
using RmsOrleans.Storage.ReadLog;
using RmsOrleans.Storage.Search;
using RmsOrleans.Storage.Unfinished;
using RmsOrleans.Storage.Verification;
using RmsOrleans.Storage.Webhooks;
using RegistrationAnswer = RmsOrleans.Grains.Drafts.RegistrationAnswer;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>One node's storage, put together as the program does it, on a clock that the test turns.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Store(ServiceProvider services) => this.services = services;

    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>One that the program would start.</summary>
    public T Hosted<T>() where T : IHostedService => services.GetServices<IHostedService>().OfType<T>().Single();

    public IDatabase Database => services.GetRequiredService<IDatabase>();

    public IJournal Journal => services.GetRequiredService<IJournal>();

    public IJournalReader Reader => services.GetRequiredService<IJournalReader>();

    public Checkpoints Places => services.GetRequiredService<Checkpoints>();

    public DraftChanges Changes => services.GetRequiredService<DraftChanges>();

    public WebhookOutbox Outbox => services.GetRequiredService<WebhookOutbox>();

    public WebhookStore Webhooks => services.GetRequiredService<WebhookStore>();

    public ITextIndex Texts => services.GetRequiredService<ITextIndex>();

    public IMarkIndex Marks => services.GetRequiredService<IMarkIndex>();

    public SearchFollower Search => services.GetServices<IHostedService>().OfType<SearchFollower>().Single();

    public UnfinishedStore Unfinished => services.GetRequiredService<UnfinishedStore>();

    public OfficialFollower Officials => Hosted<OfficialFollower>();

    public OfficialQueries People => services.GetRequiredService<OfficialQueries>();

    public ILoadStore<AuthorityLoad> Authorities => services.GetRequiredService<ILoadStore<AuthorityLoad>>();

    public ILoadStore<CalendarLoad> Calendars => services.GetRequiredService<ILoadStore<CalendarLoad>>();

    public ILoadStore<ClassifierLoad> Classifiers => services.GetRequiredService<ILoadStore<ClassifierLoad>>();

    public IRegisteredDrafts RegisteredDrafts => services.GetRequiredService<IRegisteredDrafts>();

    public ReadLogStore ReadLog => services.GetRequiredService<ReadLogStore>();

    public ReadLogQueries Reads => new(Database);

    public IDeadlineStore Deadlines => services.GetRequiredService<IDeadlineStore>();

    public AttachmentStore Attachments => services.GetRequiredService<AttachmentStore>();

    public IDirectoryStore Directory => services.GetRequiredService<IDirectoryStore>();

    public static Publication Publication { get; } = new(Options.Create(new NumberingSettings()), TestReference.Data);

    public static NumberSequence Numbers { get; } = new(TestReference.Data);

    public static async Task<Store> Open(HandClock clock, DataFolder folder, Dictionary<string, string?> settings, params SchemaScript[] added)
    {
        var store = Build(clock, folder, settings, added);
        try
        {
            await store.Database.Start(CancellationToken.None);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public Task<RegistrationAnswer[]> Register(SequenceKey sequence, params RegistrationRequest[] batch) =>
        Register(sequence, Numbers.Number, batch);

    public async Task<RegistrationAnswer[]> Register(SequenceKey sequence, Numbering numbering, params RegistrationRequest[] batch) =>
        [.. await Journal.Register(sequence, () => [.. batch], numbering.Invoke, CancellationToken.None)];

    public async Task<AuthorityRegister> ReadAuthorities() => (await Authorities.LoadsAfter(0, default)).Aggregate(AuthorityRegister.Empty, (read, load) => read.With(load));

    public Task<int> Execute(string sql) => Database.Run(
        async (connection, _) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteNonQueryAsync(CancellationToken.None);
        },
        CancellationToken.None);

    public async Task<T> Query<T>(Func<DbConnection, Task<T>> query)
    {
        await using var connection = await Database.Open(CancellationToken.None);
        return await query(connection);
    }

    /// <summary>What this node measures from now on.</summary>
    public Readings Readings() => new(services.GetRequiredService<IMeterFactory>());

    /// <summary>All that a verification finds.</summary>
    public async Task<List<string>> Verify() =>
        await new StoreVerification(Database, new NoDisplay()).Run(CancellationToken.None).Select(finding => finding.ToString()).ToListAsync();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static Store Build(HandClock clock, DataFolder folder, Dictionary<string, string?> settings, SchemaScript[] added)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddKeyedSingleton<TimeProvider>(Clocks.Domain, clock);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        services.AddStorage(configuration, folder);
        services.AddFeeds(configuration).AddWebhooks(configuration).AddSearch(configuration).AddOfficials();
        services.AddMetrics().AddSingleton<ConflictMetrics>().AddSingleton<TrialMetrics>().AddSingleton<LocalTimes>().AddSingleton<IReferenceData>(TestReference.Data).AddSingleton<IRegisterKinds, EntryStage.Shipped>();
        foreach (var script in added)
            services.AddSingleton(script);
        return new Store(services.BuildServiceProvider());
    }
}

/// <summary>How a batch is numbered: the real rule, or what a test makes of it.</summary>
internal delegate NumberedBatch Numbering(SequenceHead sequence, ImmutableArray<RegistrationRequest> members, DateTimeOffset now);
