using System.Net;
using System.Net.Sockets;

namespace RmsOrleans.Silo.Hosting;

/// <summary>
/// Orleans listens with SO_REUSEPORT, so a second silo of the same user would get a port that the first has, and half of its calls. Here it is
/// listened on for a moment without that.
/// </summary>
internal static class SiloPort
{
    public static void MustBeFree(OrleansSettings settings)
    {
        var (port, setting) = settings.ListenPort > 0
            ? (settings.ListenPort, nameof(OrleansSettings.ListenPort))
            : (settings.SiloPort, nameof(OrleansSettings.SiloPort));
        try
        {
            using var trial = new TcpListener(IPAddress.Parse(settings.Address), port);
            trial.Start();
        }
        catch (SocketException taken)
        {
            throw new StartRefusedException($"its silo cannot listen on {settings.Address}:{port} ({OrleansSettings.Section}:{setting}): {taken.Message}", taken);
        }
    }
}
