using System.Globalization;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>The TCP sockets of processes, as Linux tells them.</summary>
internal static class Sockets
{
    /// <summary>The state TCP_LISTEN.</summary>
    private const string Listening = "0A";

    /// <summary>The ports that a process listens on, of IPv4 and IPv6, each once and in order.</summary>
    public static IReadOnlyList<int> ListenedOn(int process)
    {
        var own = Held(process);
        return
        [
            .. from socket in Of(process)
               where socket.State == Listening && own.Contains(socket.Inode)
               orderby socket.Port
               select socket.Port,
        ];
    }

    /// <summary>Whether it holds the end that has this port, of a connection to that one.</summary>
    public static bool HasConnection(int process, int from, int to)
    {
        var ends = Of(process).Where(socket => socket.Port == from && socket.RemotePort == to).Select(socket => socket.Inode).ToList();
        return ends.Count > 0 && Held(process).Overlaps(ends);
    }

    /// <summary>All of the machine, whoever has them.</summary>
    private static IEnumerable<(int Port, int RemotePort, string State, string Inode)> Of(int process) =>
        from table in (string[])["tcp", "tcp6"]
        from line in File.ReadLines($"/proc/{process}/net/{table}").Skip(1)
        let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select (PortOf(columns[1]), PortOf(columns[2]), columns[3], $"socket:[{columns[9]}]");

    private static HashSet<string> Held(int process) =>
        Directory.GetFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget ?? "").ToHashSet();

    private static int PortOf(string end) => int.Parse(end.AsSpan(end.IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
