using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.People;

/// <summary>Who asks, and what that opens.</summary>
[Collection(OneProgram.Name)]
public sealed class MeTests(TheProgram program)
{
    private const string Me = "/api/v1/me";

    [Fact]
    public async Task Is_what_the_token_says_with_the_names_of_both_languages()
    {
        var english = await Get(Ceramics.Coordinator, "en");
        var russian = await Get(Ceramics.Coordinator, "ru");

        Assert.Equal((Ceramics.Coordinator.Subject, Ceramics.Coordinator.Name, "RMS coordination"), (english.Text("subject"), english.Text("name"), english.Text("unit")));
        Assert.Equal(("10216000", "Baltic Customs"), (english["authority"]!.Text("code"), english["authority"]!.Text("name")));
        Assert.Matches("[А-я]", russian["authority"]!.Text("name"));
        Assert.NotEmpty(english["authority"]!.Text("shortName"));
        Assert.Equal(["coordinator"], Texts(english["roles"]));
        Assert.Equal(["coordinator"], Texts(english["roleNames"]));
        Assert.Equal(["координатор"], Texts(russian["roleNames"]));
        Assert.Equal(["en", "ru"], Texts(english["languages"]));
        Assert.False(english["isFcs"]!.GetValue<bool>());
        Assert.True((await Get(Ceramics.FcsCoordinator, "en"))["isFcs"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Has_the_clock_of_its_authority_and_the_end_of_the_token_by_it()
    {
        var before = DateTimeOffset.UtcNow;

        var vladivostok = await Get(Officials.OfVladivostok, "en");

        Assert.Equal(("Asia/Vladivostok", "+10:00"), (vladivostok["timeZone"]!.Text("id"), vladivostok["timeZone"]!.Text("offset")));
        var end = DateTimeOffset.Parse(vladivostok.Text("expiresAt"));
        Assert.EndsWith("+10:00", vladivostok.Text("expiresAt"), StringComparison.Ordinal);
        Assert.InRange(end, before + TimeSpan.FromMinutes(59), DateTimeOffset.UtcNow + TimeSpan.FromHours(1)); // tokens of tests last an hour
    }

    [Fact]
    public async Task Of_an_authority_that_the_register_does_not_have_has_its_code_alone()
    {
        var me = await Get(Ceramics.CoordinatorOf(new("10999000")), "en");

        Assert.Equal(["code"], me["authority"]!.AsObject().Select(member => member.Key));
        Assert.Equal("+00:00", me["timeZone"]!.Text("offset"));
    }

    [Theory]
    [InlineData(Role.Coordinator, false), InlineData(Role.Author, false), InlineData(Role.Operator, false), InlineData(Role.Auditor, false), InlineData(Role.System, false)]
    [InlineData(Role.Coordinator, true), InlineData(Role.Executor, true)]
    public async Task Names_what_the_table_opens_to_the_role_and_nothing_about_one_draft(Role role, bool isFcs)
    {
        var actor = Ceramics.CoordinatorOf(isFcs ? AuthorityCode.Fcs : Ceramics.Baltic) with { Roles = [role] };

        var may = Texts((await Get(actor, "en"))["may"]);

        var open = PermissionTable.All.Where(permission =>
            permission.Otherwise is Otherwise.Forbidden or Otherwise.LeftOut
            && permission.Grants.Any(grant => grant.Roles.Contains(role) && (grant.Scope != Scope.Fcs || isFcs)));
        Assert.Equal(open.Select(permission => $"{char.ToLowerInvariant($"{permission.Operation}"[0])}{$"{permission.Operation}"[1..]}"), may);
        Assert.Equal(role == Role.Author, may.Contains("prepareDraft"));
        Assert.Equal(role == Role.Coordinator, may.Contains("submit"));
        Assert.Equal(role == Role.Operator, may.Contains("loadCalendarYear"));
        Assert.Equal(role == Role.Auditor, may.Contains("listReads"));
        Assert.Contains("getCaller", may);
        Assert.DoesNotContain("editDraft", may);
        Assert.DoesNotContain("getDraft", may);
    }

    [Fact]
    public async Task Needs_a_token_and_is_not_to_be_kept()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.As(null).GetAsync(Me)).StatusCode);
        Assert.True((await program.As(Ceramics.Author).GetAsync(Me)).Headers.CacheControl!.NoStore);
    }

    private Task<JsonNode> Get(Actor actor, string language) =>
        program.As(actor).SendAsync(Wire.Request(HttpMethod.Get, Me, null, $"Accept-Language: {language}")).Body(HttpStatusCode.OK);

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(each => each!.GetValue<string>())];
}
