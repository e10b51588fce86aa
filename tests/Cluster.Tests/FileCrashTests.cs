using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>A program that dies while submissions with files come: whatever was acknowledged has its files, and what was not can be sent again.</summary>
[Collection(PostgresCollection.Name)]
public sealed class FileCrashTests(PostgresCluster cluster)
{
    private const int Clients = 6;

    private static readonly AuthorityCode baltic = new("10216000");

    private readonly ConcurrentDictionary<int, string> acknowledged = new();
    private readonly ConcurrentDictionary<int, bool> unanswered = new();
    private int sent;

    [Fact(Timeout = Limits.OneTest)]
    public async Task On_SQLite_no_file_is_lost() => await KillWhileFilesCome(Site.OnSqlite);

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task On_PostgreSQL_no_file_is_lost() => await KillWhileFilesCome(await Site.OnPostgres(cluster));

    private async Task KillWhileFilesCome(Site site)
    {
        using var _ = site;
        await using (var program = await site.Start())
        {
            using var http = program.Client(baltic, Role.Coordinator);
            var clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => SubmitUntilSilence(http)));
            await Patience.Until("submissions with files", () => Task.FromResult(acknowledged.Count), count => count >= 4 * Clients);
            await program.Kill();
            await clients;
        }
        Assert.NotEmpty(unanswered);
        var verified = await site.Verify();
        Assert.True(verified.ExitCode == 0, verified.ToString());

        await using (var again = await site.Start())
        {
            using var http = again.Client(baltic, Role.Coordinator);
            foreach (var number in unanswered.Keys)
                Assert.True(await Submit(http, number), $"Submission {number} was not taken.");
            foreach (var (number, draft) in acknowledged)
                Assert.Equal(Content(number), await http.GetByteArrayAsync($"{draft}/attachments/1"));
        }
        verified = await site.Verify();
        Assert.True(verified.ExitCode == 0 && verified.Output.Contains($"; {acknowledged.Count} files", StringComparison.Ordinal), verified.ToString());
    }

    private async Task SubmitUntilSilence(HttpClient http)
    {
        try
        {
            while (await Submit(http, Interlocked.Increment(ref sent)))
            {
            }
        }
        catch (HttpRequestException)
        {
            // The program is dead.
        }
    }

    private async Task<bool> Submit(HttpClient http, int number)
    {
        unanswered[number] = true;
        var submission = new ByteArrayContent(await File.ReadAllBytesAsync(Samples.Ceramics));
        submission.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var form = new MultipartFormDataContent { { submission, "submission" }, { new ByteArrayContent(Content(number)), "note", "scan.pdf" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions") { Content = form };
        request.Headers.Add("Idempotency-Key", $"file-{number}");
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK))
            return false;

        acknowledged[number] = answer.Headers.Location!.OriginalString;
        unanswered.TryRemove(number, out _);
        return true;
    }

    /// <summary>Of several pieces, and of no other number.</summary>
    private static byte[] Content(int number)
    {
        var content = new byte[2_500_000];
        new Random(number).NextBytes(content);
        "%PDF-1.7"u8.CopyTo(content);
        return content;
    }
}
