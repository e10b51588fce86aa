using System.Net;
using System.Text;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Attachments;

/// <summary>How much goes with a draft, and what it may take of a node.</summary>
public sealed class AttachmentLimitTests
{
    private const int Megabyte = 1024 * 1024;
    private const string TooLarge = "urn:rms-orleans:problem:too-large";

    [Fact]
    public async Task A_file_of_twenty_megabytes_is_taken_and_one_byte_more_is_not()
    {
        await using var program = new TheProgram();
        var draft = await (await ADraft.Prepared(program)).With(Ceramics.Author, "note", "large.pdf", APdf(20 * Megabyte, 1));

        var problem = await draft.TryAttach(Ceramics.Author, AFile.Form("note", "larger.pdf", APdf((20 * Megabyte) + 1, 2)), $"If-Match: {draft.Tag}").Body(HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal((TooLarge, "A file has at most 20 MB."), (problem.Text("type"), problem.Text("detail")));
        Assert.Equal(APdf(20 * Megabyte, 1), await (await draft.Get(Ceramics.Author, "/attachments/1")).Content.ReadAsByteArrayAsync());
        Assert.Equal((20, 0), (await AttachmentTests.Count(program, "attachment_pieces"), await AttachmentTests.Count(program, "attachment_uploads")));
    }

    [Fact]
    public async Task Limits_are_settings_and_what_was_taken_out_counts()
    {
        await using var program = new TheProgram(("Attachments:FileMegabytes", "1"), ("Attachments:DraftMegabytes", "2"));
        var draft = await (await ADraft.Prepared(program)).With(Ceramics.Author, "note", "1.pdf", APdf(Megabyte, 1));
        await draft.With(Ceramics.Author, "draft", "1 again.pdf", APdf(Megabyte, 1));
        await draft.With(Ceramics.Author, "note", "2.pdf", APdf(Megabyte, 2));
        await draft.Without(Ceramics.Author, 1);

        var whole = await draft.TryAttach(Ceramics.Author, AFile.Form("note", "3.pdf", APdf(10, 3)), $"If-Match: {draft.Tag}").Body(HttpStatusCode.RequestEntityTooLarge);
        var one = await draft.TryAttach(Ceramics.Author, AFile.Form("note", "4.pdf", APdf(Megabyte + 1, 4)), $"If-Match: {draft.Tag}").Body(HttpStatusCode.RequestEntityTooLarge);
        var unannounced = await draft.TryAttach(Ceramics.Author, new Unannounced(AFile.Form("note", "5.pdf", APdf(9 * Megabyte, 5))), $"If-Match: {draft.Tag}").Body(HttpStatusCode.RequestEntityTooLarge);
        var coordinator = program.As(Ceramics.Coordinator);
        var together = await coordinator.PostAsync(
            Wire.Submissions, AFile.Submission(Examples.Submission(), ("note", "1", APdf(Megabyte, 6)), ("note", "2", APdf(Megabyte, 7)), ("note", "3", APdf(10, 8)))).Body(HttpStatusCode.RequestEntityTooLarge);
        var announced = await coordinator.PostAsync(Wire.Submissions, AFile.Submission(Examples.Submission(), ("note", "1", APdf(9 * Megabyte, 9)))).Body(HttpStatusCode.RequestEntityTooLarge);

        Assert.All([whole, one, unannounced, together, announced], problem => Assert.Equal(TooLarge, problem.Text("type")));
        Assert.Equal("The files of a draft have at most 2 MB together, with those that were removed.", whole.Text("detail"));
        Assert.Equal((2, 0), (await AttachmentTests.Count(program, "attachments"), await AttachmentTests.Count(program, "attachment_uploads")));
    }

    [Theory]
    [InlineData("Attachments:FileMegabytes", "0")]
    [InlineData("Attachments:DraftMegabytes", "ten")]
    public void Settings_out_of_their_range_are_refused(string name, string value) => Assert.ThrowsAny<Exception>(() => new TheProgram((name, value)));

    [Fact]
    public async Task A_file_on_its_way_takes_of_the_memory_of_bodies_and_gives_it_back()
    {
        await using var program = new TheProgram(("Limits:BodyMegabytes", "4"));
        var draft = await ADraft.Prepared(program);
        await using (var begun = await Begun(program, draft))
        {
            var problem = await draft.TryAttach(Ceramics.Author, AFile.Form("note", "a.pdf", AFile.Pdf), $"If-Match: {draft.Tag}").Body(HttpStatusCode.ServiceUnavailable);
            Assert.Equal("urn:rms-orleans:problem:overloaded", problem.Text("type"));
        }

        // It ends when the server sees that its client has gone.
        await Patience.Until(
            "the memory to be given back",
            () => draft.TryAttach(Ceramics.Author, AFile.Form("note", "a.pdf", AFile.Pdf), $"If-Match: {draft.Tag}"),
            answer => answer.StatusCode == HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_a_client_began_and_left_is_cleared_away()
    {
        await using var program = new TheProgram();
        var draft = await ADraft.Prepared(program);
        await using (var begun = await Begun(program, draft))
        {
            await begun.SendChunk(Encoding.ASCII.GetString(APdf(Megabyte + 100, 1)));
            await Patience.Until("the first piece", () => AttachmentTests.Count(program, "attachment_pieces"), count => count == 1);
        }

        await Patience.Until("the piece to be cleared away", () => AttachmentTests.Count(program, "attachment_pieces"), count => count == 0);
        Assert.Equal(0, await AttachmentTests.Count(program, "attachment_uploads"));
        Assert.Equal(draft.Tag, (await draft.Get(Ceramics.Author, "")).Tag());
    }

    [Fact]
    public async Task A_piece_that_does_not_come_is_given_up()
    {
        await using var program = new TheProgram(("Limits:BodyTime", "00:00:01"));
        await using var begun = await Begun(program, await ADraft.Prepared(program));

        Assert.Contains("urn:rms-orleans:problem:too-slow", await begun.ReadUntil("too-slow", after: "408"), StringComparison.Ordinal);
    }

    /// <summary>A file whose head has come, and no more.</summary>
    private static async Task<RawConnection> Begun(TheProgram program, ADraft draft)
    {
        var connection = await RawConnection.Open(program);
        await connection.Send(
            $"POST {draft.Path}/attachments HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {program.Token(Ceramics.Author)}\r\nIf-Match: {draft.Tag}\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
        await connection.SendChunk("--b\r\nContent-Disposition: form-data; name=to\r\n\r\nnote\r\n--b\r\nContent-Disposition: form-data; name=file; filename=a.pdf\r\n\r\n");
        await connection.ReadUntil("\r\n\r\n", after: "100 Continue"); // the form is being read
        await connection.SendChunk("%PDF-1.7 ");
        return connection;
    }

    private static byte[] APdf(int length, int seed)
    {
        var content = new byte[length];
        Array.Fill(content, (byte)('a' + seed));
        AFile.Pdf[..5].CopyTo(content, 0);
        return content;
    }

    /// <summary>Does not say how long it is.</summary>
    private sealed class Unannounced : HttpContent
    {
        private readonly HttpContent inner;

        public Unannounced(HttpContent inner)
        {
            this.inner = inner;
            Headers.ContentType = inner.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => inner.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
