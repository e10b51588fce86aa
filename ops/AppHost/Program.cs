// Three nodes on one PostgreSQL, and Aspire's dashboard with their logs, traces and metrics, on a developer's machine without Docker:
//
//   dotnet run --project ops/AppHost -- --ConnectionStrings:rms "Host=localhost;Database=rms;Username=…"
//
// The database may be empty; the role must own it. What it shows is for the machine alone: everything listens on the loopback.

using System.Globalization;

var defaults = new Dictionary<string, string?>
{
    ["ASPNETCORE_URLS"] = "http://127.0.0.1:15888",
    ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://127.0.0.1:15889",
    ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
};
foreach (var (name, value) in defaults.Where(setting => Environment.GetEnvironmentVariable(setting.Key) is null))
    Environment.SetEnvironmentVariable(name, value);

var builder = DistributedApplication.CreateBuilder(args);

if (string.IsNullOrWhiteSpace(builder.Configuration["ConnectionStrings:rms"]))
{
    Console.Error.WriteLine("Name a PostgreSQL database: --ConnectionStrings:rms \"Host=localhost;Database=rms;Username=…\", or ConnectionStrings__rms in the environment.");
    return 2;
}

var postgres = builder.AddConnectionString("rms");
var migrate = builder.AddProject<Projects.Silo>("migrate")
    .WithArgs("migrate")
    .WithEnvironment("Storage__Postgres", postgres);

var data = Path.Combine(builder.AppHostDirectory, "../../data/cluster");
for (var number = 1; number <= 3; number++)
{
    builder.AddProject<Projects.Silo>($"node-{number}")
        .WithHttpEndpoint(port: 5080 + number, isProxied: false)
        .WithEnvironment("Storage__Postgres", postgres)
        .WithEnvironment("Data__Folder", Path.GetFullPath(data)) // the key that signs tokens, shared
        .WithEnvironment("Authentication__BuiltInIssuer", "true")
        .WithEnvironment("Orleans__SiloPort", (11110 + number).ToString(CultureInfo.InvariantCulture))
        .WithEnvironment("Telemetry__SampleRatio", "1")
        .WithHttpHealthCheck("/health/ready")
        .WaitForCompletion(migrate);
}

builder.Build().Run();
return 0;
