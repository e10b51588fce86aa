using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Attachments;

/// <summary>A submission that comes as a form, with files of the draft and its note.</summary>
public sealed class SubmissionFormTests(TheProgram program) : IClassFixture<TheProgram>
{
    private static readonly (string, string, byte[])[] files = [("draft", "скан.pdf", AFile.Pdf), ("note", "calculation.xlsx", AFile.Xlsx), ("note", "table.csv", AFile.Text("a;b\n1;2\n"))];

    private readonly HttpClient coordinator = program.As(Ceramics.Coordinator);

    [Fact]
    public async Task Is_registered_with_its_files_in_one_line()
    {
        var answer = await Send(AFile.Submission(Examples.Submission(), files));

        Assert.Matches("^00/10216/", (await Task.FromResult(answer).Body(HttpStatusCode.Created)).Text("number"));
        Assert.Equal("\"2\"", answer.Tag());
        var path = answer.Headers.Location!.OriginalString;
        var list = (await coordinator.GetAsync($"{path}/attachments").Body(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(
            ["1 draft скан.pdf application/pdf coordinator", "2 note calculation.xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet coordinator", "3 note table.csv text/csv; charset=utf-8 coordinator"],
            list.Select(file => $"{file!["number"]} {file.Text("to")} {file.Text("name")} {file.Text("type")} {file["addedBy"]!.Text("role")}"));
        Assert.Equal(AFile.Xlsx, await (await coordinator.GetAsync($"{path}/attachments/2")).Content.ReadAsByteArrayAsync());
        Assert.NotNull((await coordinator.GetAsync(path).Body(HttpStatusCode.OK))["signature"]);
        var removal = await program.As(Ceramics.Author).SendAsync(Wire.Request(HttpMethod.Delete, $"{path}/attachments/1", null, "If-Match: \"2\""));
        Assert.Equal(HttpStatusCode.Conflict, removal.StatusCode);
    }

    [Fact]
    public async Task Is_done_once_for_each_key_however_the_form_is_divided()
    {
        var first = await Send(AFile.Submission("one", Examples.Submission(), files), "Idempotency-Key: form-1");
        var before = await program.Dump();
        var again = await Send(AFile.Submission("another", Examples.Submission(), files), "Idempotency-Key: form-1");
        var other = await Send(AFile.Submission(Examples.Submission(), files[..2]), "Idempotency-Key: form-1");
        var exchanged = await Send(AFile.Submission(Examples.Submission(), [files[0], ("draft", "calculation.xlsx", AFile.Xlsx), files[2]]), "Idempotency-Key: form-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (other.StatusCode, exchanged.StatusCode));
        Assert.Equal(before, await program.Dump());
    }

    [Fact]
    public async Task Without_files_is_the_same_as_the_JSON_alone()
    {
        var form = await Send(AFile.Submission(Examples.Submission()), "Idempotency-Key: form-2");
        var json = await coordinator.Submit(Examples.Submission(), "Idempotency-Key: form-2");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (form.StatusCode, json.StatusCode));
        Assert.Equal(form.Headers.Location, json.Headers.Location);
    }

    [Fact]
    public async Task Names_every_fault_of_the_submission_before_a_file_is_stored()
    {
        var faulty = Examples.Submission();
        faulty["unit"] = " ";
        faulty["content"]!["title"] = "";
        faulty["attachments"] = new JsonArray(); // what comes beside the JSON cannot come in it

        var problem = await Refused(AFile.Submission(faulty, files), HttpStatusCode.BadRequest);

        Assert.Equal(["/attachments", "/content/title", "/unit"], problem["errors"]!.AsObject().Select(error => error.Key).Order());
        Assert.NotNull((await coordinator.Submit(faulty).Body(HttpStatusCode.BadRequest))["errors"]!["/attachments"]);
    }

    [Fact]
    public async Task Is_refused_where_its_form_or_a_file_of_it_is_not_as_it_should_be()
    {
        var fileFirst = new MultipartFormDataContent { { new ByteArrayContent(AFile.Pdf), "draft", "a.pdf" } };
        Assert.NotNull((await Refused(fileFirst, HttpStatusCode.BadRequest))["errors"]!["/submission"]);
        Assert.NotNull((await Refused(AFile.Submission(Examples.Submission(), ("minutes", "a.pdf", AFile.Pdf)), HttpStatusCode.BadRequest))["errors"]!["/minutes"]);
        Assert.NotNull((await Refused(AFile.Submission(Examples.Submission(), files[0], ("note", "../a.pdf", AFile.Pdf)), HttpStatusCode.BadRequest))["errors"]!["/note"]);
        Assert.NotNull((await Refused(AFile.Submission(Examples.Submission(), files[0], ("note", "a.pdf", [])), HttpStatusCode.BadRequest))["errors"]!["/note"]);
        Assert.NotNull((await Refused(AFile.Submission(Examples.Submission(), files[0], ("note", "a.pdf", AFile.Zip)), HttpStatusCode.UnsupportedMediaType))["errors"]!["/note"]);
        await Refused(AFile.Submission(Examples.Submission(), files), HttpStatusCode.BadRequest, $"Idempotency-Key: {new string('k', 201)}");
        await Refused(Wire.Text("", "multipart/form-data"), HttpStatusCode.BadRequest);

        var foreign = Examples.Submission();
        foreign["authority"] = "10702000";
        await Refused(AFile.Submission(foreign, files), HttpStatusCode.Forbidden);
    }

    private Task<HttpResponseMessage> Send(HttpContent form, params string[] headers) => coordinator.SendAsync(Wire.Request(HttpMethod.Post, Wire.Submissions, form, headers));

    private async Task<JsonNode> Refused(HttpContent form, HttpStatusCode status, params string[] headers)
    {
        var before = await program.Dump();
        var problem = await Send(form, headers).Body(status);
        Assert.Equal(before, await program.Dump());
        return problem;
    }
}
