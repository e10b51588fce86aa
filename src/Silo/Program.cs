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

var builder = WebApplication.CreateBuilder(args);
builder.AddProgramSettings(args);
builder.AddTelemetry();
builder.Services.AddStorage(builder.Configuration);
builder.Services.AddDomain(builder.Configuration);
builder.AddGrainEngine();
builder.Services.AddApi(builder.Configuration);
builder.AddStart();

var app = builder.Build();
app.MapApi();
return await app.RunToTheEnd();

/// <summary>What runs: grains and API in one process.</summary>
public sealed partial class Program;
