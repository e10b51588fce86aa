using RmsOrleans.Api;
using RmsOrleans.Api.Webhooks;
using RmsOrleans.Desk;
using RmsOrleans.Grains;
using RmsOrleans.Silo.Commands;
using RmsOrleans.Silo.Hosting;
using RmsOrleans.Silo.Settings;
using RmsOrleans.Silo.Shutdown;
using RmsOrleans.Silo.Start;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.People;
using RmsOrleans.Storage.Search;

if (CommandLine.IsCommand(args))
    return await CommandLine.Run(args);

WebApplicationBuilder? builder = null;
WebApplication? app = null;
try
{
    builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddProgramSettings(args);
    builder.AddTelemetry();
    builder.Services.AddShutdown();
    builder.Services.AddStorage(builder.Configuration, ProgramSettings.Folder(builder.Configuration));
    builder.Services.AddFeeds(builder.Configuration);
    builder.Services.AddWebhooks(builder.Configuration);
    builder.Services.AddSearch(builder.Configuration);
    builder.Services.AddOfficials();
    builder.Services.AddDomain(builder.Configuration);
    builder.AddGrains();
    builder.Services.AddApi(builder.Configuration);
    builder.Services.AddDesk();
    builder.Services.AddHostedService<LoadAuthorities>();
    builder.Services.AddHostedService<LoadCalendar>();
    builder.Services.AddHostedService<LoadClassifiers>();
    builder.Services.AddHostedService<LoadKinds>();
    builder.Services.AddHostedService<LoadProfiles>();
    builder.Services.AddHostedService<WatchDeadlines>();
    builder.Services.AddHostedService<GoOnWithTrials>();
    builder.Services.AddHostedService<EntryRetentionSweep>();
    builder.Services.AddHostedService<WatchProfiles>();
    builder.Services.AddHostedService<WatchEfficiency>();
    builder.Services.AddHostedService<WatchPrices>();
    builder.Services.AddHostedService<WatchDuty>();
    builder.Services.AddHostedService<Welcome>();
    builder.LeaveStartFailuresToProgram(() => app?.Lifetime.ApplicationStarted.IsCancellationRequested ?? false);

    app = builder.Build();
    app.MapApi(beforeTokens: DeskSurface.UseDesk);
    app.MapDesk();
    await app.Prepare();
    await app.StartAsync();
    // Starting leaves garbage that nothing would collect before the first generation is full.
    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
}
catch (Exception failure) when (StartFailure.InOneSentence(failure, builder?.Configuration) is { } sentence)
{
    await Console.Error.WriteLineAsync($"RmsOrleans did not start: {sentence}");
    if (app is not null)
        await StartFailure.End(app);
    return 1;
}

await using (app)
    await app.WaitForShutdownAsync();
return 0;

/// <summary>What runs: grains and API in one process.</summary>
public sealed partial class Program;
