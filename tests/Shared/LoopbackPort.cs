using System.Net;
using System.Net.Sockets;

namespace RmsOrleans.Tests;

/// <summary>
/// Ports for programs that must be told theirs before they start. One that the system picks is free only until the next connection of
/// anybody, which may get it as its own end; so these lie below the range that the system picks from, and stay with the process that took them.
/// </summary>
internal static class LoopbackPort
{
    private const int Lowest = 12000;
    private const int LinuxLowestPicked = 32768;
    private const string PickedBySystem = "/proc/sys/net/ipv4/ip_local_port_range";

    private static readonly List<FileStream> reservations = [];

    /// <summary>One that nobody listens on, for this process and the programs it starts, until it ends.</summary>
    public static int Reserve()
    {
        var above = Above();
        var first = Random.Shared.Next(Lowest, above);
        for (var tried = 0; tried < above - Lowest; tried++)
        {
            var port = Lowest + (first - Lowest + tried) % (above - Lowest);
            if (Reservation(port) is not { } reservation)
                continue;
            if (IsFree(port))
            {
                lock (reservations)
                    reservations.Add(reservation);
                return port;
            }
            reservation.Dispose();
        }
        throw new InvalidOperationException($"No port from {Lowest} to {above - 1} is free.");
    }

    private static int Above()
    {
        var lowest = File.Exists(PickedBySystem) ? int.Parse(File.ReadAllText(PickedBySystem).Split('\t', ' ')[0], null) : LinuxLowestPicked;
        return lowest > Lowest ? lowest : LinuxLowestPicked;
    }

    /// <summary>A file that only one process has open; null if another has it.</summary>
    private static FileStream? Reservation(int port)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "rms-ports"));
        try
        {
            return new FileStream(Path.Combine(folder.FullName, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
