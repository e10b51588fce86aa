using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tokens;

/// <summary>What callers notice when the key is rotated while the program runs.</summary>
public sealed class TokenRotationTests : IAsyncLifetime
{
    private readonly TheProgram program = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await program.DisposeAsync();

    private IConfiguration Configuration => program.Services.GetRequiredService<IConfiguration>();

    private TokenKeys Keys => program.Services.GetRequiredService<TokenKeys>();

    [Fact]
    public async Task Tokens_of_the_former_key_stay_good_and_those_of_the_new_one_are_good_at_once()
    {
        var (used, unused) = (program.Token(Ceramics.Coordinator), program.Token(Ceramics.Author));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(used));

        Rotate();

        Assert.Equal(HttpStatusCode.OK, await StatusOf(Issue()));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(used));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(unused));
    }

    [Fact]
    public async Task Revoked_tokens_are_refused_and_what_they_opened_ends()
    {
        var (used, unused) = (program.Token(Ceramics.Coordinator), program.Token(Ceramics.Author));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(used));
        using var stream = await EventReader.Open(program, Ceramics.Coordinator, "/api/v1/events");

        Rotate(revoke: true);
        Keys.Refresh();

        Assert.Null(await stream.Next());
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOf(used));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOf(unused));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(Issue()));
    }

    [Fact]
    public async Task A_token_without_the_id_of_its_key_is_good_as_before_keys_had_ids() =>
        Assert.Equal(HttpStatusCode.OK, await StatusOf(Signed(new SymmetricSecurityKey(Keys.Signing.Key))));

    [Fact]
    public async Task A_made_up_id_is_answered_like_a_wrong_signature()
    {
        var wrong = await Refusal(Signed(new SymmetricSecurityKey(new byte[64]) { KeyId = Keys.Signing.KeyId }));

        Assert.Equal(wrong, await Refusal(Signed(new SymmetricSecurityKey(new byte[64]) { KeyId = "made-up" })));
        Assert.Equal(wrong, await Refusal(Signed(new SymmetricSecurityKey(Keys.Signing.Key) { KeyId = "made-up" })));
    }

    private void Rotate(bool revoke = false) => TokenKeyRotation.Rotate(Configuration, revoke);

    private string Issue() => TokenIssuer.Open(Configuration).Issue("a", "A", Ceramics.Baltic, null, [Grains.Kernel.Role.Author], TimeSpan.FromHours(12));

    private static string Signed(SecurityKey key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Claims = new Dictionary<string, object> { ["sub"] = "a", ["name"] = "A", ["authority"] = Ceramics.Baltic.Value, ["roles"] = "author" },
        SigningCredentials = new(key, SecurityAlgorithms.HmacSha256),
    });

    private Task<HttpResponseMessage> Ask(string token) => program.As(null).SendAsync(Wire.Request(HttpMethod.Get, Wire.Drafts, null, $"Authorization: Bearer {token}"));

    private async Task<HttpStatusCode> StatusOf(string token) => (await Ask(token)).StatusCode;

    /// <summary>Everything that the caller is told, but the id of the request.</summary>
    private async Task<string> Refusal(string token)
    {
        var response = await Ask(token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var problem = (await response.Body()).AsObject();
        problem.Remove("traceId");
        return $"{response.Headers.WwwAuthenticate} {problem.ToJsonString()}";
    }
}
