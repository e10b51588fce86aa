using System.Text;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>Customs offices that the sample of authorities lacks.</summary>
internal static class Offices
{
    public static AuthorityCode[] Take(int count) =>
        [.. Enumerable.Range(1, count).Select(n => new AuthorityCode($"10{8 + n / 100}{n % 100:00}000"))];

    public static async Task Import(RunningProgram program, AuthorityCode[] offices)
    {
        var lines = offices.Select(office => $"{office},Office {office},{office},Office,10000000,Europe/Moscow");
        using var http = program.Client(AuthorityCode.Fcs, Role.Operator);
        using var content = new StringContent(string.Join('\n', lines.Prepend("code,name,short_name,kind,parent,time_zone")), Encoding.UTF8, "text/csv");
        using var answer = await http.PostAsync("/api/v1/authorities/import", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
