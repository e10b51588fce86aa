using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tokens;

[Collection(OneProgram.Name)]
public sealed class TokenTests(TheProgram program)
{
    private static readonly DateTime now = DateTime.UtcNow;

    private SecurityKey Key => program.Services.GetRequiredService<TokenKeys>().Signing;

    [Fact]
    public async Task Is_accepted_again_and_again()
    {
        var token = Sign(Claims());

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await Ask($"Bearer {token}")).StatusCode);
    }

    [Fact]
    public async Task May_have_its_one_role_outside_a_list()
    {
        var claims = Claims();
        claims["roles"] = "coordinator";

        Assert.Equal(HttpStatusCode.OK, (await Ask($"Bearer {Sign(claims)}")).StatusCode);
    }

    [Theory]
    [InlineData(8, HttpStatusCode.OK)]
    [InlineData(16, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    public async Task Is_accepted_in_a_longer_spelling_but_not_in_one_without_end(int kilobytesOfSpace, HttpStatusCode status)
    {
        await using var connection = await RawConnection.Open(program);
        await connection.Send(
            $"GET {Wire.Drafts} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {new string(' ', kilobytesOfSpace * 1024)}{Sign(Claims())}\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {(int)status} ", await connection.ReadUntil("\r\n", after: "HTTP/1.1 "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_asked_for()
    {
        var response = await Ask(null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().ToString());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("urn:rms-orleans:problem:unauthenticated", (await response.Body()).Text("type"));
    }

    public static TheoryData<string> Errors =>
    [
        "expired", "not yet valid", "without an end", "of another key", "changed", "unsigned", "algorithm none", "of another algorithm",
        "without a subject", "without a name", "without an authority", "of no authority", "without roles", "of an unknown role", "no token at all",
        "empty", "with a NUL in its name", "with a line break in its subject",
        "with half a character in its name", "with an object as its name",
        "with a number as its subject", "with a list as its authority",
        "with a list as its unit", "with a role in a role", "valid for too long", "valid for too long since its issue", "issued in 1970", "of another scheme", "three parts of nothing",
    ];

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Is_refused_when(string error)
    {
        var response = await Ask(Header(error));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("urn:rms-orleans:problem:unauthenticated", (await response.Body()).Text("type"));
    }

    [Fact]
    public async Task Says_why_it_is_refused()
    {
        var response = await Ask(Header("expired"));

        Assert.Equal("Bearer error=\"invalid_token\", error_description=\"The token has expired.\"", response.Headers.WwwAuthenticate.Single().ToString());
        Assert.Equal("The token has expired.", (await response.Body()).Text("detail"));
    }

    [Fact]
    public async Task Is_asked_for_before_anything_is_read()
    {
        var client = program.As(null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync(Wire.Submissions, Wire.Text("not json", "text/plain"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/drafts/nonsense")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/authorities")).StatusCode);
    }

    [Fact]
    public async Task Is_not_needed_for_health_and_the_description()
    {
        foreach (var path in (string[])["/health/live", "/health/ready", "/openapi/v1.json"])
            Assert.Equal(HttpStatusCode.OK, (await program.As(null).GetAsync(path)).StatusCode);
    }

    private string Header(string error)
    {
        var claims = Claims();
        switch (error)
        {
            case "expired": return $"Bearer {Sign(claims, now.AddHours(-2), now.AddMinutes(-2))}";
            case "not yet valid": return $"Bearer {Sign(claims, now.AddMinutes(5), now.AddHours(1))}";
            case "without an end": return $"Bearer {Sign(claims, now.AddMinutes(-1), null)}";
            case "of another key": return $"Bearer {Sign(claims, key: new SymmetricSecurityKey(new byte[64]))}";
            case "changed": return $"Bearer {Changed(Sign(claims))}";
            case "unsigned": return $"Bearer {Sign(claims)[..^43]}";
            case "algorithm none": return $"Bearer {Encoded("""{"alg":"none","typ":"JWT"}""")}.{Sign(claims).Split('.')[1]}.";
            case "of another algorithm": return $"Bearer {Sign(claims, algorithm: SecurityAlgorithms.HmacSha512)}";
            case "without a subject": claims.Remove("sub"); break;
            case "without a name": claims["name"] = " "; break;
            case "without an authority": claims.Remove("authority"); break;
            case "of no authority": claims["authority"] = "1021600"; break;
            case "without roles": claims["roles"] = Array.Empty<string>(); break;
            case "of an unknown role": claims["roles"] = (string[])["coordinator", "emperor"]; break;
            case "with a NUL in its name": claims["name"] = "E. K.\0"; break;
            case "with a line break in its subject": claims["sub"] = "coordinator\n1"; break;
            case "with half a character in its name": return $"Bearer {SignText(Json(claims).Replace("E. K.", "\\ud83d", StringComparison.Ordinal))}";
            case "with an object as its name": claims["name"] = new Dictionary<string, object> { ["first"] = "E." }; break;
            case "with a number as its subject": claims["sub"] = 5; break;
            case "with a list as its authority": claims["authority"] = (string[])[Ceramics.Baltic.Value]; break;
            case "with a list as its unit": claims["unit"] = (string[])["Risk analysis"]; break;
            case "with a role in a role": claims["roles"] = (object[])[(string[])["coordinator"]]; break;
            case "valid for too long": return $"Bearer {Sign(claims, now.AddMinutes(-1), now.AddHours(12).AddMinutes(2))}";
            case "valid for too long since its issue":
                claims["iat"] = EpochTime.GetIntDate(now.AddHours(-6));
                return $"Bearer {Sign(claims, now.AddMinutes(-1), now.AddHours(7))}";
            case "issued in 1970":
                claims["iat"] = 0;
                break;
            case "no token at all": return "Bearer";
            case "empty": return "Bearer ";
            case "of another scheme": return "Basic dXNlcjpwYXNzd29yZA==";
            case "three parts of nothing": return "Bearer a.b.c";
            default: throw new InvalidOperationException(error);
        }
        return $"Bearer {Sign(claims)}";
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("\"coordinator\"", "\"operator\"", StringComparison.Ordinal);
        return $"{parts[0]}.{Encoded(claims)}.{parts[2]}";
    }

    private static string Json(Dictionary<string, object> claims) =>
        JsonSerializer.Serialize(new Dictionary<string, object>(claims) { ["exp"] = EpochTime.GetIntDate(now.AddHours(1)) });

    private string SignText(string payload) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(payload, new SigningCredentials(Key, SecurityAlgorithms.HmacSha256));

    private static string Encoded(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));

    private static Dictionary<string, object> Claims() => new()
    {
        ["sub"] = "coordinator-1",
        ["name"] = "E. K. Lebedeva",
        ["authority"] = Ceramics.Baltic.Value,
        ["roles"] = (string[])["coordinator"],
    };

    private string Sign(
        Dictionary<string, object> claims, DateTime? from = null, DateTime? to = null, SecurityKey? key = null, string algorithm = SecurityAlgorithms.HmacSha256) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            NotBefore = from ?? now.AddMinutes(-1),
            Expires = from is null ? now.AddHours(1) : to,
            SigningCredentials = new SigningCredentials(key ?? Key, algorithm),
        });

    private async Task<HttpResponseMessage> Ask(string? header)
    {
        var request = Wire.Request(HttpMethod.Get, Wire.Drafts, null, header is null ? [] : [$"Authorization: {header}"]);
        return await program.As(null).SendAsync(request);
    }
}
