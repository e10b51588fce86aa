using System.Globalization;
using System.Net;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>What a process listens on, as Linux tells it.</summary>
internal static class Sockets
{
    /// <summary>The state TCP_LISTEN.</summary>
    private const string Listening = "0A";

    /// <summary>The ports, of IPv4 and IPv6, each once and in order.</summary>
    public static IReadOnlyList<int> ListenedOn(int process)
    {
        var own = Directory.GetFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget).ToHashSet();
        return
        [
            .. from table in (string[])["tcp", "tcp6"]
               from line in File.ReadLines($"/proc/{process}/net/{table}").Skip(1)
               let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where columns[3] == Listening && own.Contains($"socket:[{columns[9]}]")
               let port = int.Parse(columns[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
               orderby port
               select port,
        ];
    }
}
