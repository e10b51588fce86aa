using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>What a subscription costs the registrations of its authority, each of which becomes a message.</summary>
internal static class WebhookCost
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"webhooks {arguments}".TrimEnd();
        var options = ComparisonOptions.From(arguments);
        arguments.NoOthers();
        await using var postgres = await options.StartPostgres();
        var taken = 0L;
        await using var receiver = await Loopback.Serve("/hook", Take);

        var comparison = await Comparison.Make(
            options.Rounds, ("no subscription", _ => Measure(subscribes: false)), ("one subscription", _ => Measure(subscribes: true)));
        Report.Publish(
            $"webhooks {options.Storage}", command, options.Write,
            $"; {options.Clients} clients and the receiver of the messages share the processors with the server",
            comparison.Table(""), Comparison.Explained,
            "Messages that were not taken when a measurement ended were left waiting.");
        return 0;

        Task Take(HttpContext context)
        {
            Interlocked.Increment(ref taken);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        async Task<RegistrationsRun> Measure(bool subscribes)
        {
            await using var program = await OurProgram.Start(postgres is null ? null : await postgres.CreateDatabase());
            var offices = Offices.Take(1);
            if (subscribes)
                await Subscribe(program, offices[0].Code);
            var before = Interlocked.Read(ref taken);
            var run = await Registrations.Measure([program], offices, options);
            return run with { Others = [new("messages taken/s", (Interlocked.Read(ref taken) - before) / (options.WarmUp + options.Time).TotalSeconds)] };
        }

        async Task Subscribe(OurProgram program, string office)
        {
            using var http = program.Client(program.Token(office, Role.Coordinator));
            using var answer = await http.PostAsJsonAsync("/api/v1/webhooks", new { url = $"{receiver.Urls.Single()}/hook", secret = Secret });
            await OurProgram.MustSucceed(answer);
        }
    }
}
