using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Api.Tests.Json;

public sealed class CanonicalJsonTests
{
    private static readonly string hash = CanonicalJson.Hash(Example.Submission(Example.Text));

    [Fact]
    public void Is_a_hexadecimal_SHA256() => Assert.Matches("^[0-9a-f]{64}$", hash);

    [Theory]
    [InlineData("\"unit\": \"Risk analysis\",\n  \"author\"", "\"unit\" :\t\"Risk\\u0020analysis\" , \n\n  \"author\"")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20T07:15:00.000Z")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20T12:15+05:00")]
    [InlineData("\"methodology\": null,", "")]
    [InlineData("\"traders\": [], \"vehicles\": [],", "")]
    [InlineData("\"excluded\": { \"procedures\": [],", "\"excluded\": {")]
    [InlineData("\"field\": \"pricePerKg\",", "\"exclusion\": false, \"text\": null, \"field\": \"pricePerKg\",")]
    [InlineData("{ \"as\": \"DeputyHead\",", "{ \"acting\": false, \"unit\": null, \"as\": \"DeputyHead\",")]
    [InlineData("\"Packing list shows signs of alteration\"", "\"Packing list shows signs of \\u0061lteration\" , \"values\": []")]
    public void Does_not_depend_on_spelling(string piece, string by) => Assert.Equal(hash, CanonicalJson.Hash(Example.Submission(Example.With(piece, by))));

    [Fact]
    public void Does_not_depend_on_the_order_of_members_or_on_white_space()
    {
        var turned = Turned(JsonNode.Parse(Example.Text)!).ToJsonString(new JsonSerializerOptions { WriteIndented = true });

        Assert.Equal(hash, CanonicalJson.Hash(Example.Submission(turned)));
    }

    [Theory]
    [InlineData("\"kind\": \"Regular\"", "\"kind\": \"Urgent\"")]
    [InlineData("120", "121")]
    [InlineData("\"0.45\"", "\"0.450\"")]
    [InlineData("\"2027-11-30\"", "\"2027-12-01\"")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20T10:15:00Z")]
    [InlineData("2026-11-20T10:15:00+03:00", "2026-11-20T10:15:00.001+03:00")]
    [InlineData("\"obligatory\": true", "\"obligatory\": false")]
    [InlineData("\"excluded\": { \"procedures\": []", "\"excluded\": { \"procedures\": [\"40\"]")]
    [InlineData("\"E. Currency\"", "\"e. Currency\"")]
    [InlineData("\"E. Currency\"", "\"E.  Currency\"")]
    public void Depends_on_everything_that_is_said(string piece, string by) => Assert.NotEqual(hash, CanonicalJson.Hash(Example.Submission(Example.With(piece, by))));

    [Fact]
    public void Depends_on_the_command()
    {
        string[] hashes =
        [
            CanonicalJson.Hash(new Register()),
            CanonicalJson.Hash(new Sign()),
            CanonicalJson.Hash(new Sign(Acting: true)),
            CanonicalJson.Hash(new GiveVisa(VisaRole.DeputyHead)),
            CanonicalJson.Hash(new RefuseVisa(VisaRole.DeputyHead, "")),
            CanonicalJson.Hash(new Discard("")),
        ];

        Assert.Distinct(hashes);
    }

    [Fact]
    public void Stays_the_same_from_one_version_of_the_program_to_the_next()
    {
        const string canonical = """RefuseVisa{"as":"UnitHead","remarks":"Цена не доказана","acting":true}""";

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))),
            CanonicalJson.Hash(new RefuseVisa(VisaRole.UnitHead, "Цена не доказана", Acting: true)));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData("""Attach{"file":{"to":"note","name":"a.pdf","type":"application/pdf","bytes":5,"sha256":"00"}}"""u8)),
            CanonicalJson.Hash(new Attach(new AttachedFile(AttachmentPaper.Note, "a.pdf", "application/pdf", 5, "00"))));
        Assert.Equal("c1abf4cc034b20526e609d2767b1b8a4a92a8c080c2612d84de634e5939ccec5", hash);
    }

    [Fact]
    public void Has_a_name_for_every_command_that_can_be_sent()
    {
        var commands = typeof(DraftCommand).Assembly.GetTypes().Where(type =>
            (type.IsSubclassOf(typeof(DraftCommand)) || type.IsSubclassOf(typeof(ProfileCommand)) || type.IsSubclassOf(typeof(ControlCommand))) && type.IsPublic);

        Assert.Equal(commands.OrderBy(type => type.Name), CanonicalJson.Names.Keys.OrderBy(type => type.Name));
        Assert.Equal(
            "AgreeMeasure AgreeOpinion Approve AssignExecutor Attach AttachTrialRun CancelMeeting CancelProfile ChangeMeetingUnits CloseControl ConveneMeeting CorrectAddressee DecideHit Detach Discard Edit EditProfile EnterMeasure "
            + "FindHit GiveOpinion GiveProfileVisa GiveVisa OrderMeasure Prepare PrepareProfile RecordInformation RecordMinutes RecordResult RefuseProfileVisa RefuseVisa Register RegisterProfile ReplaceUnit ReportApproval RequestApproval Resolve "
            + "Resubmit ReturnOpinion ReturnProfile Sign SignProfile Submit UpdateProfile Withdraw",
            string.Join(' ', CanonicalJson.Names.Values.Order(StringComparer.Ordinal)));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData("Discard{\"reason\":\"Covered\"}"u8)), CanonicalJson.Hash(new Discard("Covered")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("Register{}"u8)), CanonicalJson.Hash(new Register()));
    }

    private static JsonNode Turned(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Turned(member.Value))!)),
        JsonArray items => new JsonArray([.. items.Select(item => Turned(item!))]),
        _ => node.DeepClone(),
    };
}
