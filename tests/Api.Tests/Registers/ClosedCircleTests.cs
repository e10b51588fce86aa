using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Api.Registers;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Registers;

/// <summary>There is no way out of a closed circle: a word that stands in each text of a notice is looked for wherever anything goes out, and in whatever lies on the disk.</summary>
public sealed class ClosedCircleTests : IDisposable
{
    private const string Word = "Пломбир";

    private static readonly AuthorityCode[] places = [Ceramics.Baltic, Ceramics.NorthWest, AuthorityCode.Fcs];

    private readonly string folder = Directory.CreateTempSubdirectory("rms-closed-").FullName;

    private string KeyFile => Path.Combine(folder, "keys");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task No_answer_no_log_and_no_file_has_the_word()
    {
        WriteKeys(1);
        var logs = new Listening();
        await using (var program = new Recorded(logs, Settings))
        {
            var notice = await program.ANotice(Word);
            var path = ARegister.PathOf(notice);
            await program.As(ARegister.Trusted).Post($"{path}/corrections", $$"""{ "values": { "content": "{{Word}} 2" }, "reason": "{{Word}}" }""").Body(HttpStatusCode.OK);
            await program.As(ARegister.Head).Post($"{path}/steps/check", ARegister.Responsible).Body(HttpStatusCode.OK);
            await program.As(ARegister.Head).Post(
                $"{path}/steps/decision", $$"""{ "values": { "decision": "{{Word}}", "note": "{{Word}}" }, "paper": { "number": "{{Word}}", "date": "2026-11-21" } }""", "Idempotency-Key: d1").Body(HttpStatusCode.OK);

            // Whoever belongs to it reads all of it.
            foreach (var way in (string[])["", "/journal", "/print?language=ru"])
                Assert.Contains(Word, WebUtility.HtmlDecode(await program.As(ARegister.Head).GetStringAsync(path + way)), StringComparison.Ordinal);
            var journal = (await program.As(ARegister.Head).GetAsync($"{path}/journal").Body(HttpStatusCode.OK))["items"]!.AsArray();
            Assert.Equal((Word, "2026-11-21"), (journal[^1]!["paper"]!.Text("number"), journal[^1]!["paper"]!.Text("date")));
            Assert.Equal("2026-11-20T10:15:00+03:00", journal[0]!["fields"]!.AsArray().Single(field => field!.Text("name") == "acceptedAt")!.Text("value"));

            var faulty = program.As(ARegister.Trusted).Post($"{ARegister.Registers}/corruption-notice/entries", $$"""{ "values": { "official": "{{Word}}", "acceptedAt": "{{Word}}", "{{Word}}": 1 } }""");
            Assert.DoesNotContain(Word, (await faulty.Body(HttpStatusCode.BadRequest)).Text("detail"), StringComparison.Ordinal);

            var outsiders = from role in Enum.GetValues<Role>()
                            from place in places
                            where place != Ceramics.Baltic || role is not (Role.TrustedOfficer or Role.AuthorityHead)
                            select ARegister.Official("outsider", role, place);
            var asked = 0;
            await Parallel.ForEachAsync(outsiders, async (outsider, _) =>
            {
                var client = program.As(outsider);
                foreach (var way in Ways(path))
                {
                    using var answer = await client.GetAsync(way);
                    var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(_));
                    Assert.False(text.Contains(Word, StringComparison.OrdinalIgnoreCase) || text.Contains(notice.Text("id"), StringComparison.Ordinal), $"{way} as {outsider.Roles[0]} at {outsider.Authority}: {text}");
                    if (way.StartsWith(path, StringComparison.Ordinal))
                        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                    Interlocked.Increment(ref asked);
                }
                foreach (var (way, body) in Commands(path))
                {
                    using var refused = await client.Post(way, body);
                    Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
                    Assert.DoesNotContain(Word, await refused.Content.ReadAsStringAsync(_), StringComparison.Ordinal);
                }
            });
            Assert.True(asked > 500, $"{asked}");
            var description = await program.As(null).GetStringAsync("/openapi/v1.json"); // made anew for each who asks, and for all alike
            Assert.False(description.Contains(Word, StringComparison.OrdinalIgnoreCase) || description.Contains(notice.Text("id"), StringComparison.Ordinal));

            // The auditor sees number, date and chain, and nothing else.
            var auditor = program.As(ARegister.Official("auditor", Role.Auditor, AuthorityCode.Fcs));
            const string chain = $"{ARegister.Registers}/corruption-notice/chain";
            var sequences = await auditor.GetAsync(chain).Body(HttpStatusCode.OK);
            var key = Assert.Single(sequences["sequences"]!.AsArray())!.Text("key");
            var shown = await auditor.GetAsync($"{chain}?sequence={Uri.EscapeDataString(key)}").Body(HttpStatusCode.OK);
            var link = Assert.Single(shown["items"]!.AsArray())!.AsObject();
            Assert.Equal(["serial", "number", "at", "entry", "lineHash", "hash", "agrees"], link.Select(member => member.Key));
            Assert.Equal((notice.Text("number"), notice.Text("registeredAt"), notice.Text("id"), true), (link["number"]!.GetValue<string>(), link["at"]!.GetValue<string>(), link["entry"]!.GetValue<string>(), link["agrees"]!.GetValue<bool>()));
            Assert.Equal(Assert.Single(shown["sequences"]!.AsArray())!.Text("head"), link["hash"]!.GetValue<string>());
            Assert.DoesNotContain(Word, shown.ToJsonString(), StringComparison.OrdinalIgnoreCase);
            foreach (var other in (Actor[])[ARegister.Head, ARegister.Trusted, ARegister.Registrar, Officials.Operator, ARegister.Official("centre", Role.AuthorityHead, AuthorityCode.Fcs)])
                await program.As(other).GetAsync(chain).Body(HttpStatusCode.Forbidden);
            await auditor.GetAsync($"{chain}?sequence=appeal/10216000/2026").Body(HttpStatusCode.BadRequest);
            await auditor.GetAsync($"{ARegister.Registers}/corruption-notice/entries").Body(HttpStatusCode.NotFound);
            Assert.Empty((await program.As(ARegister.Head).GetAsync($"/api/v1/entries?text={Word}").Body(HttpStatusCode.OK))["items"]!.AsArray()); // it stands in no index
        }

        Assert.True(logs.Count > 0);
        Assert.Empty(logs.Telling);
        Assert.All(Directory.GetFiles(Path.Combine(folder, "data"), "*", SearchOption.AllDirectories), file =>
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            Assert.True(bytes.IndexOf(Encoding.UTF8.GetBytes(Word)) < 0 && bytes.IndexOf(Encoding.Unicode.GetBytes(Word)) < 0, file);
        });
    }

    [Fact]
    public async Task Without_the_key_nothing_is_registered_or_read_and_with_it_all_is_there()
    {
        WriteKeys(1);
        string path;
        await using (var program = new TheProgram(Settings))
            path = ARegister.PathOf(await program.ANotice(Word));

        await using (var program = new TheProgram([("Data:Folder", Path.Combine(folder, "data")), ("Registers:SealedKeyFile", "")]))
        {
            var member = program.As(ARegister.Trusted);
            foreach (var answer in (HttpResponseMessage[])[
                await member.GetAsync(path), await member.GetAsync($"{path}/journal"), await member.GetAsync($"{path}/print"),
                await member.Post($"{path}/corrections", $$"""{ "values": { "content": "x" }, "reason": "x" }"""),
                await member.Post($"{ARegister.Registers}/corruption-notice/entries", """{ "values": { "official": "x", "acceptedAt": "2026-11-20T10:15:00+03:00", "acceptedBy": "x", "content": "x" } }""")])
            {
                var problem = await Task.FromResult(answer).Body(HttpStatusCode.ServiceUnavailable);
                Assert.EndsWith(":no-sealed-key", problem.Text("type"), StringComparison.Ordinal);
            }
            await program.As(ARegister.Registrar).GetAsync(path).Body(HttpStatusCode.NotFound);
            Assert.Single((await member.GetAsync($"{ARegister.Registers}/corruption-notice/entries").Body(HttpStatusCode.OK))["items"]!.AsArray());
            await program.AnAppeal(); // others need none
        }

        WriteKeys(2, 1);
        await using (var program = new TheProgram(Settings))
        {
            Assert.Contains(Word, await program.As(ARegister.Trusted).GetStringAsync(path), StringComparison.Ordinal);
            var after = ARegister.PathOf(await program.ANotice(Word));
            WriteKeys(2); // while it runs
            Assert.Contains(Word, await program.As(ARegister.Trusted).GetStringAsync(after), StringComparison.Ordinal);
            await program.As(ARegister.Trusted).GetAsync(path).Body(HttpStatusCode.ServiceUnavailable);
            File.WriteAllText(KeyFile, "nonsense");
            await program.As(ARegister.Trusted).GetAsync(after).Body(HttpStatusCode.ServiceUnavailable);
            WriteKeys(1, 2);
            Assert.Contains(Word, await program.As(ARegister.Trusted).GetStringAsync(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_under_the_same_key_is_done_once_and_no_sum_of_it_is_kept()
    {
        WriteKeys(1);
        await using var program = new TheProgram(Settings);
        const string notice = """{ "values": { "official": "x", "acceptedAt": "2026-11-20T10:15:00+03:00", "acceptedBy": "x", "content": "x" } }""";
        var client = program.As(ARegister.Trusted);

        var first = await client.Post($"{ARegister.Registers}/corruption-notice/entries", notice, "Idempotency-Key: n1").Body(HttpStatusCode.Created);
        var again = await client.Post($"{ARegister.Registers}/corruption-notice/entries", notice, "Idempotency-Key: n1").Body(HttpStatusCode.OK);

        Assert.Equal(first.Text("id"), again.Text("id"));
        await using var connection = await program.Services.GetRequiredService<RmsOrleans.Storage.Databases.IReadDatabase>().Open(default);
        var payload = await Dapper.SqlMapper.QuerySingleAsync<string>(connection, "select cast(payload as text) from entry_lines");
        Assert.Contains("\"sealed\"", payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("too short", "each of its lines is the base64 of 32 bytes")]
    [InlineData("", "is empty")]
    [InlineData(null, "cannot be read")]
    public void A_file_that_cannot_be_used_is_refused_at_the_start(string? text, string fault)
    {
        if (text is not null)
            File.WriteAllText(KeyFile, text);

        Assert.Contains(fault, Assert.Throws<TokenKeyException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_others_can_write_is_refused()
    {
        WriteKeys(1);
        Assert.NotNull(Open().Current);
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);

        Assert.Contains("can be written by others", Assert.Throws<TokenKeyException>(Open).Message, StringComparison.Ordinal);
    }

    private SealedKeyFile Open() => new(Microsoft.Extensions.Options.Options.Create(new RegisterSettings { SealedKeyFile = KeyFile }), Microsoft.Extensions.Logging.Abstractions.NullLogger<SealedKeyFile>.Instance);

    private (string, string)[] Settings => [("Data:Folder", Path.Combine(folder, "data")), ("Registers:SealedKeyFile", KeyFile)];

    private static string[] Ways(string path) =>
    [
        path, $"{path}/journal", $"{path}/print", $"{path}/people", $"{path}/events", $"/api/v1/entries?text={Word}", "/api/v1/entries?text=10216000", "/api/v1/registers",
        "/api/v1/registers/corruption-notice/entries", "/api/v1/tasks", "/api/v1/tasks/entries", "/api/v1/tasks/counts", "/api/v1/officials", $"/api/v1/officials?text={Word}",
        $"/api/v1/drafts?text={Word}", "/api/v1/read-log", "/api/v1/webhooks",
    ];

    private static (string, string)[] Commands(string path) =>
    [
        ($"{path}/steps/check", $$"""{ "responsible": { "subject": "{{Word}}", "name": "{{Word}}" } }"""), ($"{path}/steps/{Uri.EscapeDataString(Word)}", "{}"),
        ($"{path}/corrections", $$"""{ "values": { "content": "{{Word}}" }, "reason": "{{Word}}" }"""), ($"{path}/links", $$"""{ "to": "entry", "id": "{{Word}}" }"""),
        ($"{path}/terms/check/extension", $$"""{ "amount": 1, "unit": "calendarDays", "reason": "{{Word}}" }"""),
    ];

    private void WriteKeys(params byte[] keys)
    {
        File.WriteAllLines(KeyFile, keys.Select(key => Convert.ToBase64String(SHA256.HashData([key]))));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>With all that it logs, at every level.</summary>
    private sealed class Recorded(Listening logs, params (string Name, string Value)[] settings) : TheProgram(settings)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddLogging(logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace)));
        }
    }

    /// <summary>Looks at each line when it comes: there are too many of them to keep.</summary>
    private sealed class Listening : ILoggerProvider
    {
        private int count;

        public int Count => count;

        /// <summary>Those with the word.</summary>
        public ConcurrentQueue<string> Telling { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Writer(this);

        public void Dispose()
        {
        }

        private void Hear(string line)
        {
            Interlocked.Increment(ref count);
            if (line.Contains(Word, StringComparison.OrdinalIgnoreCase))
                Telling.Enqueue(line);
        }

        private sealed class Writer(Listening listening) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => listening.Hear($"{formatter(state, exception)} {exception}");
        }
    }
}
