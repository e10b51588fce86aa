using RmsOrleans.Api;
using RmsOrleans.Grains;
using RmsOrleans.Silo;
using RmsOrleans.Silo.Commands;
using RmsOrleans.Silo.Engines;
using RmsOrleans.Silo.Start;
using RmsOrleans.Silo.Storage;
using RmsOrleans.Silo.Telemetry;

if (CommandLine.IsCommand(args))
    return await CommandLine.Run(args);

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddProgramSettings(args);
    builder.AddTelemetry();
    builder.Services.AddStorage(builder.Configuration, ProgramSettings.Folder(builder.Configuration));
    builder.Services.AddDomain(builder.Configuration);
    builder.AddGrainEngine();
    builder.Services.AddApi(builder.Configuration);
    builder.Services.AddHostedService<LoadAuthorities>();
    builder.Services.AddHostedService<Welcome>();

    var app = builder.Build();
    app.MapApi();
    await app.Prepare();
    await app.RunAsync();
    return 0;
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync($"RmsOrleans did not start: {refused.Message}");
    return 1;
}

/// <summary>What runs: grains and API in one process.</summary>
public sealed partial class Program;
