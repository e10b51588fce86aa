using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Verification;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Attachments;

/// <summary>The program ends between the bytes of a file and the line that names it: nothing is wrong, and the same request does the rest.</summary>
public sealed class AttachmentCrashTests : IDisposable
{
    private static readonly byte[] content = [.. AFile.Pdf, .. new byte[2_000_000]];

    private readonly string folder = Directory.CreateTempSubdirectory("rms-attachments-").FullName;
    private readonly HandClock clock = new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Leaves_a_draft_as_it_was_and_the_same_request_adds_the_file()
    {
        string path, tag;
        await using (var program = new AwayAtTheLine(folder, clock))
        {
            var draft = await ADraft.Prepared(program);
            (path, tag) = (draft.Path, draft.Tag);
            program.IsAway = true;

            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Attach(program, path, tag)).StatusCode);

            await AssertWhole(program, "; 1 files that no line names");
        }
        await using (var program = new AwayAtTheLine(folder, clock))
        {
            Assert.Equal(tag, (await program.As(Ceramics.Author).GetAsync(path)).Tag());
            Assert.Equal(HttpStatusCode.Created, (await Attach(program, path, tag)).StatusCode);
            Assert.Equal(content, await (await program.As(Ceramics.Author).GetAsync($"{path}/attachments/1")).Content.ReadAsByteArrayAsync());
            await AssertWhole(program, "; 1 files");
        }
    }

    [Fact]
    public async Task Leaves_no_draft_and_the_same_submission_makes_it()
    {
        await using (var program = new AwayAtTheLine(folder, clock))
        {
            program.IsAway = true;

            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Submit(program)).StatusCode);

            await AssertWhole(program, "; 1 files that no line names");
        }
        await using (var program = new AwayAtTheLine(folder, clock))
        {
            var answer = await Submit(program);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Equal(content, await (await program.As(Ceramics.Coordinator).GetAsync($"{answer.Headers.Location}/attachments/1")).Content.ReadAsByteArrayAsync());
            await AssertWhole(program, "; 1 files");
        }
    }

    [Fact]
    public async Task Leaves_pieces_that_a_later_start_clears_away()
    {
        await using (var program = new AwayAtTheLine(folder, clock))
            await program.Services.GetRequiredService<AttachmentStore>().Add(Guid.NewGuid(), 0, content);
        clock.Turn(TimeSpan.FromDays(2));
        await using (var program = new AwayAtTheLine(folder, clock))
        {
            await Patience.Until("the sweep", () => AttachmentTests.Count(program, "attachment_uploads"), count => count == 0);
            Assert.Equal(0, await AttachmentTests.Count(program, "attachment_pieces"));
            await AssertWhole(program, "sequences");
        }
    }

    private static Task<HttpResponseMessage> Attach(TheProgram program, string path, string tag) => program.As(Ceramics.Author).SendAsync(
        Wire.Request(HttpMethod.Post, $"{path}/attachments", AFile.Form("note", "scan.pdf", content), $"If-Match: {tag}", "Idempotency-Key: file-1"));

    private static Task<HttpResponseMessage> Submit(TheProgram program) => program.As(Ceramics.Coordinator).SendAsync(
        Wire.Request(HttpMethod.Post, Wire.Submissions, AFile.Submission(Examples.Submission(), ("note", "scan.pdf", content)), "Idempotency-Key: form-1"));

    private static async Task AssertWhole(TheProgram program, string summary)
    {
        var verification = new StoreVerification(program.Services.GetRequiredService<IReadDatabase>(), new NoDisplay());
        Assert.Empty(await verification.Run(default).ToListAsync());
        Assert.EndsWith(summary, verification.Summary, StringComparison.Ordinal);
    }

    private sealed class NoDisplay : IProgressDisplay, IProgress<long>
    {
        public IProgress<long> Begin(string stage, long steps) => this;

        public void Report(long value)
        {
        }
    }

    /// <summary>A program whose journal does not answer from some moment on, while the rest of the storage does.</summary>
    private sealed class AwayAtTheLine(string folder, HandClock clock) : TheProgram(folder, clock)
    {
        public bool IsAway { get; set; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
            {
                var journal = services.Last(service => service.ServiceType == typeof(IJournal));
                services.AddSingleton<IJournal>(provider => new Journal((IJournal)journal.ImplementationFactory!(provider), this));
            });
        }

        private sealed class Journal(IJournal inner, AwayAtTheLine program) : IJournal
        {
            public int BatchesAtOnce => inner.BatchesAtOnce;

            public bool IsShared => inner.IsShared;

            public Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation) => inner.Read(draft, cancellation);

            public Task<int> LastLine(DraftId draft, CancellationToken cancellation) => inner.LastLine(draft, cancellation);

            public Task<bool> Append(DraftAppend append, CancellationToken cancellation) =>
                program.IsAway ? throw new StorageUnavailableException("The line does not come to the storage.") : inner.Append(append, cancellation);

            public Task<ImmutableArray<RegistrationAnswer>> Register(
                SequenceKey sequence,
                Func<ImmutableArray<RegistrationRequest>> batch,
                Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
                CancellationToken cancellation) =>
                program.IsAway
                    ? Task.FromResult(batch().Select(_ => RegistrationAnswer.Of(RegistrationEnd.StorageUnavailable)).ToImmutableArray())
                    : inner.Register(sequence, batch, number, cancellation);
        }
    }
}
