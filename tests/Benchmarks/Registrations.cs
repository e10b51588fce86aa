using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Benchmarks.Compared;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Samples;

namespace RmsOrleans.Benchmarks;

/// <summary>Submissions of one office by many clients at once, to see what something else takes from them.</summary>
internal static class Registrations
{
    public const int Clients = 64;

    public static async Task<LoadResult> Measure(OurProgram program, TimeSpan time)
    {
        var office = Offices.Take(1)[0];
        var token = program.Token(office.Code, Role.Coordinator);
        RequestBytes[] bodies = [.. OfficeDay.Bodies(office, 32).Select(body => RequestBytes.Post(ComparedServer.Path, body, token, false))];
        using var client = new LoadClient(program.Server.EndPoint, [.. Enumerable.Repeat(bodies, Clients)]);
        return await client.Run(Load.For(time));
    }
}
