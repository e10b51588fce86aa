using System.Globalization;
using System.Text;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Json;

public sealed class JsonBodyTests
{
    [Fact]
    public void The_example_is_accepted() => Assert.Empty(Example.Errors(Example.Text));

    [Theory]
    [InlineData("\"otherUnits\": [\"Currency control\"],", "\"otherUnits\": [],")]
    [InlineData("\"traders\": [], \"vehicles\": [],", "")]
    [InlineData("\"methodology\": null,", "")]
    [InlineData("\"dependsOn\": null, ", "")]
    [InlineData(", \"position\": \"Chief inspector\"", "")]
    [InlineData("\"position\": \"Chief inspector\"", "\"position\": null")]
    [InlineData("{ \"as\": \"DeputyHead\",", "{ \"as\": \"DeputyHead\", \"unit\": null, \"acting\": true,")]
    [InlineData("\"2026-11-20T10:15:00+03:00\"", "\"2026-11-20T07:15Z\"")]
    [InlineData("\"2026-11-20T10:15:00+03:00\"", "\"2026-11-20T10:15:00.1234567+03:00\"")]
    [InlineData("\"2026-11-20T10:15:00+03:00\"", "\"2026-11-20T10:15:00.12345678+03:00\"")]
    [InlineData("\"2026-11-20T10:15:00+03:00\"", "\"2026-11-20T10:15:00.123456789+03:00\"")]
    [InlineData("\"2026-11-20T10:15:00+03:00\"", "\"2026-11-20t07:15:00z\"")]
    [InlineData("120", "120.0")]
    [InlineData("120", "120.000")]
    [InlineData("\"authority\": ", "\"\\u0061uthority\": ")]
    [InlineData("\"Zonal\"", "\"\\u005Aonal\"")]
    public void What_may_be_left_out_or_written_otherwise_is_read(string piece, string by) => Assert.Empty(Example.Read(Example.With(piece, by)).Errors);

    [Theory]
    [InlineData("\"authority\": \"10216000\",", "", "/authority", "This member is missing.")]
    [InlineData("\"authority\": \"10216000\"", "\"authority\": 10216000", "/authority", "Expected an eight-digit authority code that begins with 10, found a number.")]
    [InlineData("\"authority\": \"10216000\"", "\"authority\": \"1021600\"", "/authority", "Expected an eight-digit authority code that begins with 10.")]
    [InlineData("\"authority\": \"10216000\"", "\"authority\": null", "/authority", "Expected an eight-digit authority code that begins with 10, found null.")]
    [InlineData("\"authority\": ", "\"Authority\": \"10216000\", \"authority\": ", "/Authority", "This member is not known here.")]
    [InlineData("\"kind\": \"Regular\"", "\"kind\": \"Regular\", \"kind\": \"Regular\"", "/kind", "This member stands here more than once.")]
    [InlineData("\"kind\": \"Regular\"", "\"kind\": \"regular\"", "/kind", "Expected one of Regular, Urgent, Orientation.")]
    [InlineData("\"kind\": \"Regular\"", "\"kind\": \"Regular, Urgent\"", "/kind", "Expected one of Regular, Urgent, Orientation.")]
    [InlineData("\"kind\": \"Regular\"", "\"kind\": \"0\"", "/kind", "Expected one of Regular, Urgent, Orientation.")]
    [InlineData("\"kind\": \"Regular\"", "\"kind\": 0", "/kind", "Expected one of Regular, Urgent, Orientation, found a number.")]
    [InlineData("\"unit\": \"Risk analysis\",\n  \"author\"", "\"unit\": null,\n  \"author\"", "/unit", "Expected a text, found null.")]
    [InlineData("\"unit\": \"Risk analysis\",\n  \"author\"", "\"unit\": [\"Risk analysis\"],\n  \"author\"", "/unit", "Expected a text, found a list.")]
    [InlineData("\"A. Author\", \"position\"", "\"A. Author\\ud83d\", \"position\"", "/author/name", "The text is not valid Unicode: it has half of a surrogate pair.")]
    [InlineData("\"A. Author\", \"position\"", "\"\\udc00 Author\", \"position\"", "/author/name", "The text is not valid Unicode: it has half of a surrogate pair.")]
    [InlineData("{ \"name\": \"A. Author\", \"position\": \"Chief inspector\" }", "\"A. Author\"", "/author", "Expected an object, found a text.")]
    [InlineData("{ \"name\": \"A. Author\", \"position\": \"Chief inspector\" }", "{}", "/author/name", "This member is missing.")]
    [InlineData("[\"Currency control\"]", "\"Currency control\"", "/otherUnits", "Expected a list, found a text.")]
    [InlineData("[\"Currency control\"]", "null", "/otherUnits", "Expected a list, found null.")]
    [InlineData("[\"Currency control\"]", "[\"Currency control\", null]", "/otherUnits/1", "Expected a text, found null.")]
    [InlineData("\"startsWith\"", "\"StartsWith\"", "/content/riskArea/indicators/0/operator", "Expected one of equals, oneOf, startsWith, matches, lessThan, lessOrEqual, greaterThan, greaterOrEqual, between, exists, equalsField, differsFromField.")]
    [InlineData("[\"0.45\"]", "[0.45]", "/content/riskArea/indicators/1/values/0", "Expected a text, found a number.")]
    [InlineData("\"exclusion\": true", "\"exclusion\": \"true\"", "/content/riskArea/indicators/2/exclusion", "Expected true or false, found a text.")]
    [InlineData("\"obligatory\": true", "\"obligatory\": 1", "/content/measures/0/obligatory", "Expected true or false, found a number.")]
    [InlineData("\"validFrom\": \"2026-12-01\"", "\"validFrom\": \"2026-12-1\"", "/note/validFrom", "Expected a date such as 2026-12-01.")]
    [InlineData("\"validFrom\": \"2026-12-01\"", "\"validFrom\": \"2026-02-29\"", "/note/validFrom", "Expected a date such as 2026-12-01.")]
    [InlineData("\"validFrom\": \"2026-12-01\"", "\"validFrom\": \"2026-12-01T00:00:00Z\"", "/note/validFrom", "Expected a date such as 2026-12-01.")]
    [InlineData("120", "120.5", "/note/expectedConsignments", "Expected a whole number in digits, at most 2147483647.")]
    [InlineData("120", "1.2e2", "/note/expectedConsignments", "Expected a whole number in digits, at most 2147483647.")]
    [InlineData("120", "120.01", "/note/expectedConsignments", "Expected a whole number in digits, at most 2147483647.")]
    [InlineData("120", "2147483648.0", "/note/expectedConsignments", "Expected a whole number in digits, at most 2147483647.")]
    [InlineData("120", "2147483648", "/note/expectedConsignments", "Expected a whole number in digits, at most 2147483647.")]
    [InlineData("120", "\"120\"", "/note/expectedConsignments", "Expected a whole number in digits, at most 2147483647, found a text.")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20T10:15:00", "/signature/signedAt", "Expected a time with its offset, such as 2026-11-20T10:15:00+03:00.")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20", "/signature/signedAt", "Expected a time with its offset, such as 2026-11-20T10:15:00+03:00.")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20T24:15:00+03:00", "/signature/signedAt", "Expected a time with its offset, such as 2026-11-20T10:15:00+03:00.")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20T10:15:00+15:00", "/signature/signedAt", "Expected a time with its offset, such as 2026-11-20T10:15:00+03:00.")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20 10:15:00+03:00", "/signature/signedAt", "Expected a time with its offset, such as 2026-11-20T10:15:00+03:00.")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20T10:15.5+03:00", "/signature/signedAt", "Expected a time with its offset, such as 2026-11-20T10:15:00+03:00.")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20T10:15:00+0300", "/signature/signedAt", "Expected a time with its offset, such as 2026-11-20T10:15:00+03:00.")]
    [InlineData("2026-11-20T10:15:00+03:00", "0001-01-01T00:00:00+03:00", "/signature/signedAt", "Expected a time with its offset, such as 2026-11-20T10:15:00+03:00.")]
    [InlineData("\"as\": \"DeputyHead\"", "\"as\": \"Deputy\"", "/visas/1/as", "Expected one of CoordinationHead, DeputyHead, UnitHead.")]
    [InlineData("\"authority\": ", "\"a/b~c\": 1, \"authority\": ", "/a~1b~0c", "This member is not known here.")]
    [InlineData("\"authority\": ", "\"\\ud800\": 1, \"authority\": ", "", "A member here has a name that is not valid Unicode.")]
    [InlineData("\"contact\": { ", "\"contact\": { \"$type\": \"x\", ", "/content/contact/$type", "This member is not known here.")]
    public void A_fault_of_structure_is_named_where_it_is_and_brings_no_other(string piece, string by, string pointer, string message) =>
        Assert.Equal([(pointer, message)], Example.Errors(Example.With(piece, by)).InEnglish());

    [Theory]
    [InlineData("", "The body is empty; a JSON object is needed.")]
    [InlineData(" \r\n", "The body is empty; a JSON object is needed.")]
    [InlineData("{", "The body is not valid JSON: see line 1, byte 2.")]
    [InlineData("{\n  \"authority\": 1O\n}", "The body is not valid JSON: see line 2, byte 17.")]
    [InlineData("{} {}", "The body is not valid JSON: see line 1, byte 4.")]
    [InlineData("{}x", "The body is not valid JSON: see line 1, byte 3.")]
    [InlineData("{\"unit\": \"a\",}", "The body is not valid JSON: see line 1, byte 14.")]
    [InlineData("{\"unit\": 'a'}", "The body is not valid JSON: see line 1, byte 10.")]
    [InlineData("{\"unit\": \"a\tb\"}", "The body is not valid JSON: see line 1, byte 12.")]
    [InlineData("{\"unit\": \"\\x\"}", "The body is not valid JSON: see line 1, byte 12.")]
    [InlineData("{\"unit\": NaN}", "The body is not valid JSON: see line 1, byte 10.")]
    [InlineData("/* why */ {}", "The body is not valid JSON: see line 1, byte 1.")]
    [InlineData("<submission/>", "The body is not valid JSON: see line 1, byte 1.")]
    [InlineData("null", "Expected an object, found null.")]
    [InlineData("[]", "Expected an object, found a list.")]
    [InlineData("\"{}\"", "Expected an object, found a text.")]
    [InlineData("5", "Expected an object, found a number.")]
    [InlineData("true", "Expected an object, found true.")]
    public void A_body_that_is_no_object_has_one_fault(string body, string message)
    {
        var read = Example.Read(body);

        Assert.Equal([("", message)], read.Errors.InEnglish());
        Assert.Null(read.Value);
    }

    [Theory]
    [InlineData(new byte[] { 0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00 })]
    [InlineData(new byte[] { 0x7B, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x3A, 0x31, 0x7D })]
    public void A_body_that_is_not_UTF8_has_one_fault(byte[] body) =>
        Assert.Equal([("", "The body is not valid UTF-8.")], JsonBody.Read<Submit>(body).Errors.InEnglish());

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Assert.Empty(Example.Read("\uFEFF" + Example.Text).Errors);

    [Theory]
    [InlineData(31, "/deep", "This member is not known here.")]
    [InlineData(32, "", "The body is nested deeper than 32 levels.")]
    [InlineData(100_000, "", "The body is nested deeper than 32 levels.")]
    public void A_body_is_nested_at_most_so_deep(int lists, string pointer, string message)
    {
        var deep = $"\"deep\": {new string('[', lists)}{new string(']', lists)}, \"authority\": ";

        Assert.Equal([(pointer, message)], Example.Read(Example.With("\"authority\": ", deep)).Errors.InEnglish());
    }

    [Fact]
    public void What_is_long_is_not_repeated()
    {
        var megabyte = new string('я', 1_000_000);
        var errors = Example.Read(Example.With("\"kind\": \"Regular\"", $"\"kind\": \"{megabyte}\", \"{megabyte}\": 1")).Errors;

        Assert.Equal(["/kind", $"/{new string('я', 100)}…"], errors.Select(error => error.Pointer));
        Assert.All(errors, error => Assert.True(error.Message.InEnglish().Length < 100));
    }

    [Fact]
    public void A_long_name_is_not_cut_in_the_middle_of_a_character()
    {
        var name = new string('a', 99) + "😀";

        Assert.Equal($"/{new string('a', 99)}…", Assert.Single(Example.Read(Example.With("\"authority\": ", $"\"{name}\": 1, \"authority\": ")).Errors).Pointer);
    }

    [Fact]
    public void A_body_that_is_wrong_everywhere_has_a_bounded_number_of_faults()
    {
        var read = Example.Read(Example.With("[\"Currency control\"]", $"[{string.Join(',', Enumerable.Repeat("1", 100_000))}]"));

        Assert.Equal(BodyWalk.MostFaults + 1, read.Errors.Length);
        Assert.Equal(("", "There are more faults than these 1000."), read.Errors[^1].InEnglish());
        Assert.Null(read.Value);
    }

    [Fact]
    public void Every_kind_of_body_says_what_it_needs()
    {
        Assert.Equal(["/authority", "/unit", "/author", "/kind", "/content", "/note", "/signature", "/visas"], Missing<Submit>());
        Assert.Equal(["/authority", "/unit", "/author", "/kind", "/content", "/note", "/signature", "/visas"], Missing<SubmissionLine>());
        Assert.Equal(["/authority", "/unit", "/author", "/kind", "/content", "/note"], Missing<Prepare>());
        Assert.Equal(["/kind", "/content", "/note"], Missing<Edit>());
        Assert.Equal([], Missing<Sign>());
        Assert.Equal(["/as"], Missing<GiveVisa>());
        Assert.Equal(["/as", "/remarks"], Missing<RefuseVisa>());
        Assert.Equal([], Missing<Register>());
        Assert.Equal(["/reason"], Missing<Discard>());
    }

    [Fact]
    public void A_line_of_a_batch_is_a_submission_with_a_key()
    {
        var line = JsonBody.Read<SubmissionLine>(Encoding.UTF8.GetBytes(Example.With("\"authority\": ", "\"idempotencyKey\": \"day-1\", \"authority\": ")));

        Assert.Equal("day-1", line.Value!.IdempotencyKey);
        Assert.Equal(CanonicalJson.Hash(Example.Submission(Example.Text)), CanonicalJson.Hash(line.Value.ToSubmit()));
    }

    [Fact]
    public void A_line_has_no_members_but_these() => Assert.Equal(
        "/submit", Assert.Single(JsonBody.Read<SubmissionLine>(Encoding.UTF8.GetBytes(Example.With("\"authority\": ", "\"submit\": {}, \"authority\": "))).Errors).Pointer);

    [Theory]
    [InlineData("2026-11-20T10:15:00.123456789+03:00")]
    [InlineData("2026-11-20t10:15:00.12345679999999999999+03:00")]
    [InlineData("2026-11-20t07:15:00.1234567z")]
    public void A_time_is_cut_to_what_is_stored(string sent) =>
        Assert.Equal(
            DateTimeOffset.Parse("2026-11-20T10:15:00.1234567+03:00", CultureInfo.InvariantCulture),
            Example.Submission(Example.With("2026-11-20T10:15:00+03:00", sent)).Signature.SignedAt);

    [Fact]
    public void What_other_programs_write_means_the_same() => Assert.Equal(
        CanonicalJson.Hash(Example.Submission(Example.Text)),
        CanonicalJson.Hash(Example.Submission(Example.With("120", "120.0").Replace("2026-11-20T10:15:00+03:00", "2026-11-20t10:15:00.000000000+03:00", StringComparison.Ordinal))));

    [Theory]
    [InlineData("17.0", "")]
    [InlineData("17", "")]
    [InlineData("17.5", "/revision: Expected a whole number in digits, at most 9223372036854775807.")]
    [InlineData("\"17\"", "/revision: Expected a whole number in digits, at most 9223372036854775807, found a text.")]
    public void A_revision_is_a_whole_number_too(string revision, string faults) => Assert.Equal(
        faults,
        string.Join(' ', JsonBody.Read<Acknowledgement>(Encoding.UTF8.GetBytes($$"""{ "authority": "10216000", "revision": {{revision}} }""")).Errors
            .Select(error => $"{error.Pointer}: {error.Message.InEnglish()}")));

    [Theory]
    [InlineData("50", 50)]
    [InlineData("50.0", 50)]
    [InlineData("-1", null)]
    [InlineData("50.", null)]
    [InlineData(".0", null)]
    [InlineData("5e1", null)]
    [InlineData(" 50", null)]
    public void A_number_of_a_query_is_read_as_one_of_a_body(string sent, int? read) =>
        Assert.Equal(read, WholeNumber.TryReadCount<int>(sent, out var value) ? value : null);

    private static IEnumerable<string> Missing<T>() where T : class => JsonBody.Read<T>("{}"u8.ToArray()).Errors.Select(error => error.Pointer);
}
