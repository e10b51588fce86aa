using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Attachments;

/// <summary>Files that go with the papers of a draft.</summary>
public sealed class AttachmentTests(TheProgram program) : IClassFixture<TheProgram>
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Content, name as it is sent, and what it is found to be.</summary>
    private static readonly Dictionary<string, (byte[] Content, string Type)> kinds = new()
    {
        ["PDF"] = (AFile.Pdf, "application/pdf"),
        ["PNG"] = (AFile.Png, "image/png"),
        ["JPEG"] = (AFile.Jpeg, "image/jpeg"),
        ["TIFF"] = (AFile.Tiff, "image/tiff"),
        ["DOCX"] = (AFile.Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ["XLSX"] = (AFile.Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ["ODT"] = (AFile.Odt, "application/vnd.oasis.opendocument.text"),
        ["ODS"] = (AFile.Ods, "application/vnd.oasis.opendocument.spreadsheet"),
        ["TXT"] = (AFile.Text("Цены, и не только; одна\nстрока\n"), "text/plain; charset=utf-8"),
        ["TXT of one line"] = (AFile.Text("a,b"), "text/plain; charset=utf-8"),
        ["TXT in windows-1251"] = (AFile.Of1251("Цены в России"), "text/plain; charset=windows-1251"),
        ["CSV"] = (AFile.Text("\uFEFFгод;цена\r\n2025;\"0,38;\n\"\r\n"), "text/csv; charset=utf-8"),
        ["CSV in windows-1251"] = (AFile.Of1251("год\tцена\n2025\t0,38\n"), "text/csv; charset=windows-1251"),
        ["TXT beyond a piece"] = (AFile.Text(string.Concat(Enumerable.Repeat("проверка ", 150_000))), "text/plain; charset=utf-8"),
    };

    private static readonly Dictionary<string, byte[]> strangers = new()
    {
        ["a program"] = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0],
        ["an archive"] = AFile.Zip,
        ["a document with macros"] = AFile.Docm,
        ["a presentation"] = AFile.Odp,
        ["an archive that is cut off"] = AFile.Docx[..60],
        ["an archive that says nothing"] = [.. "PK\u0003\u0004"u8, .. new byte[100]],
        ["a list of content types that unpacks to much"] = AFile.Bomb(8),
        ["a text with a control character"] = AFile.Text("a\u0007b"),
        ["a text with one in its second megabyte"] = [.. Enumerable.Repeat((byte)'a', Megabyte + 5), 0],
        ["UTF-16"] = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Цены")).ToArray(),
        ["no text in either encoding"] = [0xC3, 0x28, 0x98, 0x41],
    };

    public static TheoryData<string> Kinds => [.. kinds.Keys];

    public static TheoryData<string> Strangers => [.. strangers.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Are_taken_by_what_they_are_and_given_back_as_they_came(string kind)
    {
        var (content, type) = kinds[kind];
        var draft = await ADraft.Prepared(program);

        var added = await draft.TryAttach(Ceramics.Author, AFile.Form("note", "расчёт \"1\".exe", content), $"If-Match: {draft.Tag}");

        Assert.Equal(1, (await Task.FromResult(added).Body(HttpStatusCode.Created))["attachment"]!.GetValue<int>());
        Assert.Equal($"{draft.Path}/attachments/1", added.Headers.Location!.OriginalString);
        Assert.Equal("\"2\"", added.Tag());
        var file = (await List(draft))[0]!;
        Assert.Equal(
            ("note", "расчёт \"1\".exe", type, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), false),
            (file.Text("to"), file.Text("name"), file.Text("type"), file["bytes"]!.GetValue<int>(), file.Text("sha256"), file["removed"]!.GetValue<bool>()));
        Assert.Equal(("author-1", "author", "10216000"), (file["addedBy"]!.Text("subject"), file["addedBy"]!.Text("role"), file["addedBy"]!.Text("authority")));
        Assert.Equal(program.Clock.GetUtcNow(), DateTimeOffset.Parse(file.Text("addedAt"), null));

        var given = await program.As(Ceramics.Author).GetAsync(added.Headers.Location);
        Assert.Equal((HttpStatusCode.OK, type), (given.StatusCode, given.Content.Headers.ContentType!.ToString()));
        Assert.Equal(content, await given.Content.ReadAsByteArrayAsync());
        Assert.Equal(("nosniff", "no-store"), (given.Headers.GetValues("X-Content-Type-Options").Single(), given.Headers.CacheControl!.ToString()));
        var disposition = given.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "расчёт \"1\".exe"), (disposition.DispositionType, disposition.FileNameStar));
    }

    [Theory, MemberData(nameof(Strangers))]
    public async Task Of_another_content_are_refused_whatever_their_name_and_leave_nothing(string stranger)
    {
        var draft = await ADraft.Prepared(program);
        var before = await program.Dump();

        var problem = await draft.TryAttach(Ceramics.Author, AFile.Form("note", "scan.pdf", strangers[stranger]), $"If-Match: {draft.Tag}").Body(HttpStatusCode.UnsupportedMediaType);

        Assert.Equal("urn:rms-orleans:problem:unsupported-media-type", problem.Text("type"));
        Assert.NotNull(problem["errors"]!["/file"]);
        Assert.Equal(before, await program.Dump());
    }

    [Fact]
    public async Task Go_with_each_paper_by_whoever_writes_it()
    {
        var draft = await (await ADraft.Convened(program)).With(Ceramics.FcsCoordinator, "minutes", "minutes.pdf", AFile.Pdf);
        await draft.Then(Ceramics.FcsCoordinator, "minutes", Examples.Of<RecordMinutes>().ToJsonString());
        await draft.Then(Ceramics.Executor, "resolution", """{ "resolution": "RequestToDirectorate", "question": "Is it so?", "unit": "Customs value" }""");
        await draft.With(Ceramics.DirectorateOfficer, "opinion", "opinion.png", AFile.Png);
        await draft.Then(Ceramics.DirectorateOfficer, "opinion", Examples.Of<GiveOpinion>().ToJsonString());

        var approved = await (await ADraft.Approved(program)).With(Ceramics.Executor, "report", "report.tiff", AFile.Tiff);

        Assert.Equal(["minutes", "opinion"], (await List(draft)).Select(file => file!.Text("to")));
        Assert.Equal(["report"], (await List(approved)).Select(file => file!.Text("to")));
        Assert.Equal(AFile.Png, await (await draft.Get(Ceramics.DirectorateCoordinator, "/attachments/2")).Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Of_draft_and_note_void_signature_and_visas_when_added_and_when_taken_out()
    {
        var draft = await ADraft.Agreed(program);
        Assert.Contains("attachments", Possible(await draft.Read(Ceramics.Author)));

        await draft.With(Ceramics.Author, "draft", "scan.pdf", AFile.Pdf);

        var whole = await draft.Read(Ceramics.Author);
        Assert.Null(whole["signature"]);
        Assert.Empty(whole["visas"]!.AsArray());
        Assert.Contains("attachments/{n}", Possible(whole));
        Assert.DoesNotContain("attachments", Possible(await draft.Read(Ceramics.UnitHead)));

        await draft.Then(Ceramics.UnitHead, "signature", null);
        await draft.Without(Ceramics.Author, 1);

        Assert.Null((await draft.Read(Ceramics.Author))["signature"]);
    }

    [Fact]
    public async Task Taken_out_stay_in_the_list_and_can_be_read()
    {
        var draft = await (await ADraft.Prepared(program)).With(Ceramics.Author, "note", "scan.pdf", AFile.Pdf);
        await draft.Without(Ceramics.Author, 1);
        await draft.With(Ceramics.Author, "note", "scan.pdf", AFile.Png);

        var files = await List(draft);

        Assert.Equal([(1, true), (2, false)], files.Select(file => (file!["number"]!.GetValue<int>(), file["removed"]!.GetValue<bool>())));
        Assert.Equal("author-1", files[0]!["removedBy"]!.Text("subject"));
        Assert.NotNull(files[0]!["removedAt"]);
        Assert.Equal(AFile.Pdf, await (await draft.Get(Ceramics.Author, "/attachments/1")).Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(null, "a.pdf", "/to")]
    [InlineData("letter", "a.pdf", "/to")]
    [InlineData("Draft", "a.pdf", "/to")]
    [InlineData("note", null, "/file")]
    [InlineData("note", "", "/file")]
    [InlineData("note", "../a.pdf", "/file")]
    [InlineData("note", "C:\\a.pdf", "/file")]
    [InlineData("note", "a\tb.pdf", "/file")]
    public async Task Are_refused_with_the_place_of_what_is_wrong(string? to, string? name, string pointer)
    {
        var draft = await ADraft.Prepared(program);
        var before = await program.Dump();

        var problem = await draft.TryAttach(Ceramics.Author, AFile.Form(to, name, AFile.Pdf), $"If-Match: {draft.Tag}").Body(HttpStatusCode.BadRequest);

        Assert.Equal([pointer], problem["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(before, await program.Dump());
    }

    [Fact]
    public async Task Need_a_form_with_one_file_and_nothing_else()
    {
        var draft = await ADraft.Prepared(program);
        var before = await program.Dump();

        Assert.NotNull((await Refused(AFile.Form("note", null, null)))["errors"]!["/file"]);
        Assert.NotNull((await Refused(AFile.Form("note", "empty.txt", [])))["errors"]!["/file"]);
        var twice = AFile.Form("note", "a.pdf", AFile.Pdf);
        twice.Add(new ByteArrayContent(AFile.Pdf), "file", "b.pdf");
        Assert.NotNull((await Refused(twice))["errors"]!["/file"]);
        var more = AFile.Form("note", "a.pdf", AFile.Pdf);
        more.Add(new StringContent("x"), "com/ment");
        Assert.NotNull((await Refused(more))["errors"]!["/com~1ment"]);
        Assert.NotNull((await Refused(Wire.Text("x", "multipart/form-data")))["errors"]!["/Content-Type"]);
        Assert.Contains("no form", (await Refused(Wire.Text("--b\r\nContent-Disposition: form-data; name=to\r\n\r\nno", "multipart/form-data; boundary=b"))).Text("detail"), StringComparison.Ordinal);
        Assert.Contains("no form", (await Refused(Wire.Text("--b\r\n\r\nnote\r\n--b--\r\n", "multipart/form-data; boundary=b"))).Text("detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await draft.TryAttach(Ceramics.Author, Wire.Text("{}", "application/json"), $"If-Match: {draft.Tag}")).StatusCode);
        Assert.Equal(before, await program.Dump());

        Task<JsonNode> Refused(HttpContent form) => draft.TryAttach(Ceramics.Author, form, $"If-Match: {draft.Tag}").Body(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task May_come_packed_as_other_bodies_may(string encoding)
    {
        var draft = await ADraft.Prepared(program);
        var form = await AFile.Form("note", "scan.pdf", AFile.Pdf, "b").ReadAsByteArrayAsync();
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            packing.Write(form);
        var body = new ByteArrayContent(packed.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        body.Headers.ContentEncoding.Add(encoding);

        var answer = await draft.TryAttach(Ceramics.Author, body, $"If-Match: {draft.Tag}");

        Assert.Equal(encoding == "gzip" ? HttpStatusCode.Created : HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        if (encoding == "gzip")
            Assert.Equal(AFile.Pdf, await (await draft.Get(Ceramics.Author, "/attachments/1")).Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task May_name_the_paper_behind_the_file()
    {
        var draft = await ADraft.Prepared(program);

        var added = await draft.TryAttach(Ceramics.Author, AFile.Form("draft", "a.pdf", AFile.Pdf, paperLast: true), $"If-Match: {draft.Tag}");
        var refused = await draft.TryAttach(Ceramics.Author, AFile.Form("minutes", "a.pdf", AFile.Png, paperLast: true), $"If-Match: {added.Tag()}");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Forbidden), (added.StatusCode, refused.StatusCode));
        Assert.Equal(0, await Count(program, "attachment_uploads"));
        Assert.Equal("draft", Assert.Single(await List(draft))!.Text("to"));
    }

    [Fact]
    public async Task Need_what_was_seen_and_a_status_in_which_the_paper_is_written()
    {
        var draft = await (await ADraft.Prepared(program)).With(Ceramics.Author, "note", "a.pdf", AFile.Pdf);
        var registered = await ADraft.Registered(program);
        var before = await program.Dump();

        Assert.Equal(HttpStatusCode.PreconditionRequired, await Add(draft));
        Assert.Equal(HttpStatusCode.PreconditionRequired, await Add(draft, "If-Match: *"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await Add(draft, "If-Match: \"1\""));
        Assert.Equal(HttpStatusCode.BadRequest, await Add(draft, "If-Match: 2"));
        Assert.Equal(HttpStatusCode.BadRequest, await Add(draft, $"If-Match: {draft.Tag}", $"Idempotency-Key: {new string('k', 201)}"));
        Assert.Equal(HttpStatusCode.Conflict, await Add(registered, $"If-Match: {registered.Tag}"));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await draft.TryDetach(Ceramics.Author, "1")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await draft.TryDetach(Ceramics.Author, "1", "If-Match: \"1\"")).StatusCode);
        Assert.Equal(before, await program.Dump());

        async Task<HttpStatusCode> Add(ADraft to, params string[] headers) => (await to.TryAttach(Ceramics.Author, AFile.Form("note", "b.pdf", AFile.Png), headers)).StatusCode;
    }

    [Fact]
    public async Task That_are_not_there_are_not_found_and_those_of_others_are_hidden()
    {
        var draft = await (await ADraft.Prepared(program)).With(Ceramics.Author, "note", "a.pdf", AFile.Pdf);

        foreach (var number in (string[])["2", "0", "-1", "one", "99999999999"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await draft.Get(Ceramics.Author, $"/attachments/{number}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await draft.TryDetach(Ceramics.Author, number, $"If-Match: {draft.Tag}")).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await draft.Get(Officials.OfVladivostok, "/attachments")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await draft.Get(Officials.OfVladivostok, "/attachments/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await draft.TryAttach(Officials.OfVladivostok, AFile.Form("note", "b.pdf", AFile.Png))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await draft.TryDetach(Officials.OfVladivostok, "1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}/{Guid.NewGuid()}/attachments")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}/nonsense/attachments/1")).StatusCode);
    }

    [Fact]
    public async Task Are_added_once_for_each_key_however_the_form_is_divided()
    {
        var draft = await ADraft.Prepared(program);
        string[] headers = [$"If-Match: {draft.Tag}", "Idempotency-Key: file-1"];

        var first = await draft.TryAttach(Ceramics.Author, AFile.Form("note", "table.xlsx", AFile.Xlsx, "one-boundary"), headers);
        var before = await program.Dump();
        var again = await draft.TryAttach(Ceramics.Author, AFile.Form("note", "table.xlsx", AFile.Xlsx, "another-boundary", paperLast: true), headers);
        var other = await draft.TryAttach(Ceramics.Author, AFile.Form("note", "table.xlsx", AFile.Docx), headers);
        var renamed = await draft.TryAttach(Ceramics.Author, AFile.Form("note", "table 2.xlsx", AFile.Xlsx), headers);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal((first.Headers.Location, first.Tag()), (again.Headers.Location, again.Tag()));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (other.StatusCode, renamed.StatusCode));
        Assert.Equal(before, await program.Dump());

        string[] removal = [$"If-Match: {first.Tag()}", "Idempotency-Key: file-2"];
        Assert.Equal(HttpStatusCode.OK, (await draft.TryDetach(Ceramics.Author, "1", removal)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await draft.TryDetach(Ceramics.Author, "1", removal)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await draft.TryDetach(Ceramics.Author, "1", removal[0], headers[1])).StatusCode);
    }

    [Fact]
    public async Task Of_the_same_content_are_stored_once_and_listed_twice()
    {
        var draft = await (await ADraft.Prepared(program)).With(Ceramics.Author, "note", "a.pdf", [.. AFile.Pdf, .. "once"u8]);
        await draft.With(Ceramics.Author, "draft", "b.pdf", [.. AFile.Pdf, .. "once"u8]);

        Assert.Equal(["a.pdf", "b.pdf"], (await List(draft)).Select(file => file!.Text("name")));
        Assert.Equal(1, await Count(program, $"attachments where draft = x'{draft.Path[^36..].Replace("-", "", StringComparison.Ordinal)}'"));
    }

    [Fact]
    public async Task Are_noted_in_the_read_log_and_told_without_their_bytes_by_head()
    {
        var draft = await (await ADraft.Prepared(program)).With(Ceramics.Author, "note", "a.pdf", AFile.Pdf);
        var id = draft.Path[^36..];

        var head = await program.As(Ceramics.UnitHead).SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{draft.Path}/attachments/1"));
        await draft.Get(Ceramics.UnitHead, "/attachments");
        await draft.Get(Ceramics.UnitHead, "/attachments/1");
        var same = await program.As(Ceramics.UnitHead).SendAsync(Wire.Request(HttpMethod.Get, $"{draft.Path}/attachments", null, $"If-None-Match: {draft.Tag}"));

        Assert.Equal((HttpStatusCode.OK, AFile.Pdf.Length), (head.StatusCode, (int)head.Content.Headers.ContentLength!));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        var reads = (await program.As(Officials.Auditor).GetAsync($"/api/v1/read-log?draft={id}&reader={Ceramics.UnitHead.Subject}").Body(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(["getAttachment attachment 1", "listAttachments "], reads.Select(read => $"{read!.Text("what")} {read!["part"]}"));
    }

    [Fact]
    public async Task Stand_in_the_journal_on_the_print_and_among_the_events()
    {
        using var events = await EventReader.Open(program, Ceramics.Author, "/api/v1/events?authority=10216000");
        var draft = await (await ADraft.Prepared(program)).With(Ceramics.Author, "note", "расчёт.xlsx", AFile.Xlsx);
        await draft.With(Ceramics.Author, "draft", "gone.pdf", AFile.Pdf);
        await draft.Without(Ceramics.Author, 2);

        var lines = (await draft.Get(Ceramics.Author, "/journal").Body(HttpStatusCode.OK))["lines"]!.AsArray();
        Assert.Equal(["DraftPrepared", "AttachmentAdded", "AttachmentAdded", "AttachmentRemoved"], lines.Select(line => line!.Text("type")));
        Assert.Equal("расчёт.xlsx", lines[1]!["details"]!["file"]!.Text("name"));
        var print = await (await draft.Get(Ceramics.Author, "/print?language=ru")).Content.ReadAsStringAsync();
        Assert.Contains("Приложенные файлы", print, StringComparison.Ordinal);
        Assert.Contains("расчёт.xlsx", print, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(AFile.Xlsx)), print, StringComparison.Ordinal);
        Assert.DoesNotContain("gone.pdf", print[..print.IndexOf("Выписка из журнала", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("Файл изъят, №: 2", print, StringComparison.Ordinal);
        var seen = new List<string>();
        while (seen.Count == 0 || seen[^1] != "AttachmentRemoved")
            seen.Add((await events.Next())!.Text("what"));
        Assert.Contains("AttachmentAdded", seen);
    }

    [Fact]
    public async Task Are_printed_with_the_minutes_and_the_opinion_that_they_go_with()
    {
        var draft = await (await ADraft.Convened(program)).With(Ceramics.FcsCoordinator, "minutes", "list of the present.pdf", AFile.Pdf);
        await draft.Then(Ceramics.FcsCoordinator, "minutes", Examples.Of<RecordMinutes>().ToJsonString());

        var print = await (await draft.Get(Ceramics.Author, "/print?part=Minutes&language=en")).Content.ReadAsStringAsync();

        Assert.Contains("list of the present.pdf", print, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_another_version_stay_what_they_were()
    {
        var draft = await (await ADraft.SentBack(program)).With(Ceramics.Author, "note", "a.csv", AFile.Text("a;b\n1;2\n"));

        Assert.Equal("FinalisationByAuthority", (await draft.Read(Ceramics.Author)).Text("status"));
        Assert.Equal("text/csv; charset=utf-8", Assert.Single(await List(draft))!.Text("type"));
    }

    internal static async Task<int> Count(TheProgram program, string table)
    {
        await using var connection = await program.Services.GetRequiredService<IReadDatabase>().Open(CancellationToken.None);
        return await connection.ExecuteScalarAsync<int>($"select count(*) from {table}");
    }

    private static async Task<JsonArray> List(ADraft draft) => (await draft.Get(Ceramics.Author, "/attachments").Body(HttpStatusCode.OK))["items"]!.AsArray();

    private static IEnumerable<string> Possible(JsonNode draft) => draft["possible"]!.AsArray().Select(route => route!.GetValue<string>());
}
