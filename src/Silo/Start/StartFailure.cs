using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Runtime.MembershipService;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Silo.Hosting;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Silo.Start;

/// <summary>Ordinary mistakes of whoever starts the program, told in a sentence; a genuine surprise keeps its trace.</summary>
internal static class StartFailure
{
    private const string HostLog = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>Null for a surprise.</summary>
    public static string? InOneSentence(Exception failure, IConfiguration? settings) => failure switch
    {
        StartRefusedException or NothingThereException or TokenKeyException or FolderInUseException or SchemaException => failure.Message,
        OptionsValidationException values => string.Join(" ", values.Failures),
        StorageUnavailableException away => $"the database does not answer: {away.InnerException?.Message ?? away.Message}",
        InvalidDataException { InnerException: FormatException } => failure.Message,
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => failure.Message,
        DbException file when SqliteFailures.IsStorageUnavailable(file) => $"rms.db in {settings?[DataFolder.Setting]} cannot be used: {file.Message}",
        OrleansClusterConnectivityCheckFailedException =>
            $"the silos of this cluster do not answer it under {SiloAddress(settings)} (Orleans:Address, Orleans:SiloPort), or it does not reach them; if they have certificates, all need one authority.",
        SocketException or AddressInUseException or ArgumentOutOfRangeException { ParamName: "port" } => CannotListen(failure, settings),
        FormatException or IOException or InvalidOperationException or ArgumentException when IsOfListening(failure) => CannotListen(failure, settings),
        _ => null,
    };

    /// <summary>The host would log a failed start with its trace, before it is known whether that is a surprise.</summary>
    public static void LeaveStartFailuresToProgram(this WebApplicationBuilder builder, Func<bool> hasStarted) =>
        builder.Logging.AddFilter(HostLog, level => level >= LogLevel.Information && hasStarted());

    /// <summary>Stopped first, or the silo would tell its own end at length; and one that has not come to run cannot be stopped.</summary>
    public static async Task End(WebApplication app)
    {
        try
        {
            await app.StopAsync();
        }
        catch (InvalidOperationException)
        {
        }
        await app.DisposeAsync();
    }

    private static bool IsOfListening(Exception failure) =>
        failure.Source is { } source && (source.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) || source == "Microsoft.AspNetCore.Http");

    private static string SiloAddress(IConfiguration? settings)
    {
        var orleans = settings is null ? new OrleansSettings() : OrleansSettings.Read(settings);
        return $"{orleans.Address}:{orleans.SiloPort}";
    }

    private static string CannotListen(Exception failure, IConfiguration? settings) =>
        $"it cannot listen on {settings?["urls"]}: {failure.Message.Split('\n')[0].Trim()}";
}
