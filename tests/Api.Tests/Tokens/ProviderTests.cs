using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tokens;

/// <summary>Tokens of an identity provider, found by its discovery document, its claims read by settings.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private AProvider provider = null!;
    private TheProgram program = null!;

    public async Task InitializeAsync()
    {
        provider = await AProvider.Start();
        program = Program(("Authentication:BuiltInIssuer", "false"));
    }

    public async Task DisposeAsync()
    {
        await program.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Say_who_submits_by_the_claims_that_the_settings_name()
    {
        var client = As(provider.Token());
        var submitted = await client.Submit().Body(HttpStatusCode.Created);

        var journal = await client.GetAsync($"{Wire.Drafts}/{submitted.Text("id")}/journal").Body(HttpStatusCode.OK);
        Assert.Equal(
            """{"subject":"8f14e45f","name":"Е. К. Лебедева","role":"coordinator","authority":"10216000","unit":"RMS coordination","acting":false}""",
            journal["lines"]![0]!["actor"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Are_validated_with_keys_that_are_asked_for_once()
    {
        foreach (var _ in Enumerable.Range(0, 5))
            Assert.Equal(HttpStatusCode.OK, await StatusOf(provider.Token(token => token.Claims["jti"] = Guid.NewGuid().ToString())));

        Assert.Equal(1, provider.Asked);
    }

    [Fact]
    public async Task Of_another_audience_issuer_or_key_are_refused_and_told_why()
    {
        using var other = RSA.Create(2048);
        await Refuses(token => token.Audience = "payroll", "The token is not for this system.");
        await Refuses(token => token.Issuer = "http://elsewhere.example", "The token is of another issuer.");
        await Refuses(
            token => token.SigningCredentials = new(new RsaSecurityKey(other) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256),
            "The token is not signed with the key of this system.");
    }

    [Fact]
    public async Task Signed_with_what_is_public_are_refused() => await Refuses(
        token => token.SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('k', 64))) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256), null);

    [Fact]
    public async Task Last_for_twelve_hours_and_a_minute_of_skew_at_the_most()
    {
        var now = DateTime.UtcNow;
        await Refuses(token => token.Expires = now.AddHours(13), "The token lasts for longer than 12 hours.");
        await Refuses(token => (token.IssuedAt, token.NotBefore, token.Expires) = (now.AddHours(-1), now.AddHours(-1), now.AddMinutes(-2)), "The token has expired.");
        await Refuses(token => token.NotBefore = now.AddMinutes(2), "The token is not valid yet.");
        await Refuses(token => token.Expires = null, "The token has no end.");
    }

    [Fact]
    public async Task Without_a_role_of_this_system_are_refused() =>
        await Refuses(token => token.Claims["realm_access"] = new Dictionary<string, object> { ["roles"] = (string[])["offline_access"] }, "The token has no roles.");

    [Fact]
    public async Task Of_the_built_in_issuer_are_refused_unless_it_is_switched_on()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOf(program.Token(Ceramics.Coordinator)));

        await using var both = Program(("Authentication:BuiltInIssuer", "true"));
        Assert.Equal(HttpStatusCode.OK, (await both.As(Ceramics.Coordinator).GetAsync("/api/v1/tasks")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await With(both, provider.Token()).GetAsync("/api/v1/tasks")).StatusCode);
    }

    [Fact]
    public async Task Are_not_taken_while_nobody_can_say_which_keys_are_good()
    {
        var token = provider.Token();
        await provider.DisposeAsync();

        var problem = await As(token).GetAsync("/api/v1/tasks").Body(HttpStatusCode.Unauthorized);
        Assert.Equal("The keys of the identity provider cannot be had at this moment. Try again.", problem.Text("detail"));
        provider = await AProvider.Start();
    }

    [Theory]
    [InlineData("nobody issues tokens", "Storage:Postgres=Host=db")]
    [InlineData("nobody issues tokens", "Authentication:BuiltInIssuer=false")]
    [InlineData("must be an https address", "Authentication:Authority=http://id.example", "Authentication:Audience=rms")]
    [InlineData("Audience is needed", "Authentication:Authority=https://id.example")]
    [InlineData("ClientId is a client of a provider", "Authentication:SignIn:ClientId=desk")]
    [InlineData("PublicAddress must be an https address", "Authentication:SignIn:PublicAddress=http://rms.example")]
    [InlineData("PublicAddress must be an https address", "Authentication:SignIn:PublicAddress=https://rms.example/desk")]
    [InlineData("'ClockSkew'", "Authentication:ClockSkew=00:01:01")]
    [InlineData("Roles:boss is 'chief'", "Authentication:Roles:boss=chief")]
    public void Need_settings_that_go_together(string said, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddTokens(configuration);

        var refused = Assert.Throws<OptionsValidationException>(() => services.BuildServiceProvider().GetRequiredService<IOptions<TokenSettings>>().Value);
        Assert.Contains(said, string.Join(' ', refused.Failures), StringComparison.Ordinal);
    }

    private TheProgram Program(params (string Name, string Value)[] more) => new(
    [
        ("Authentication:Authority", provider.Address), ("Authentication:Audience", AProvider.Audience), ("Authentication:Claims:Name", "preferred_name"),
        ("Authentication:Claims:Authority", "customs_code"), ("Authentication:Claims:Unit", "department"), ("Authentication:Claims:Roles", "realm_access.roles"),
        ("Authentication:Roles:rms-koordinator", "coordinator"), .. more,
    ]);

    private HttpClient As(string token) => With(program, token);

    private static HttpClient With(TheProgram program, string token)
    {
        var client = program.As(null);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private async Task<HttpStatusCode> StatusOf(string token) => (await As(token).GetAsync("/api/v1/tasks")).StatusCode;

    private async Task Refuses(Action<SecurityTokenDescriptor> but, string? why)
    {
        JsonNode problem = await As(provider.Token(but)).GetAsync("/api/v1/tasks").Body(HttpStatusCode.Unauthorized);
        if (why is not null)
            Assert.Equal(why, problem.Text("detail"));
    }
}
