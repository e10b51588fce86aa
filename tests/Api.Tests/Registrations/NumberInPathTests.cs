using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Registrations;

public sealed class NumberInPathTests(NumberInPathTests.WithAProfile stage) : IClassFixture<NumberInPathTests.WithAProfile>
{
    [Theory]
    [InlineData("registrations/{draft}")]
    [InlineData("registrations/{profile}")]
    [InlineData("profiles/{profile}")]
    [InlineData("profiles/{profile}/journal")]
    [InlineData("profiles/{profile}/print")]
    [InlineData("profiles/{profile}/versions/1")]
    [InlineData("profiles/{profile}/versions/1/changes")]
    public async Task May_have_its_slashes_escaped(string route)
    {
        var expected = await Ask(route, "-");

        Assert.Equal(expected, await Ask(route, "%2F"));
        Assert.Equal(expected, await Ask(route, "%2f"));
    }

    [Theory]
    [InlineData("update")]
    [InlineData("cancellation")]
    public async Task May_have_its_slashes_escaped_in_a_command(string command)
    {
        var client = stage.Program.As(Ceramics.FcsCoordinator);

        var answer = await client.Post($"/api/v1/profiles/{stage.Profile.Replace("-", "%2F", StringComparison.Ordinal)}/{command}", "{}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode); // of a profile that was found
    }

    [Theory]
    [InlineData("/")]
    [InlineData("%5C")]
    [InlineData("")]
    public async Task Is_not_found_in_another_spelling(string separator)
    {
        var path = $"/api/v1/registrations/{stage.Draft.Replace("-", separator, StringComparison.Ordinal)}";

        Assert.Equal(HttpStatusCode.NotFound, (await stage.Client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Is_not_found_with_dashes_and_slashes() =>
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Client.GetAsync($"/api/v1/registrations/{stage.Draft.Replace("00-", "00%2F", StringComparison.Ordinal)}")).StatusCode);

    private async Task<string> Ask(string route, string separator)
    {
        var path = route.Replace("{draft}", stage.Draft, StringComparison.Ordinal).Replace("{profile}", stage.Profile, StringComparison.Ordinal);
        var response = await stage.Client.GetAsync($"/api/v1/{path.Replace("-", separator, StringComparison.Ordinal)}");
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        return body;
    }

    public sealed class WithAProfile : IAsyncLifetime
    {
        internal TheProgram Program { get; } = new();

        internal HttpClient Client => Program.As(Ceramics.Coordinator);

        /// <summary>The number of the profile, with dashes; and of the draft that it was.</summary>
        internal string Profile { get; private set; } = "";

        internal string Draft { get; private set; } = "";

        public async Task InitializeAsync()
        {
            var path = await AProfile.Adopted(Program);
            Profile = path[(path.LastIndexOf('/') + 1)..];
            Draft = (await Client.GetAsync(path).Body(HttpStatusCode.OK)).Text("draftNumber").Replace('/', '-');
        }

        public async Task DisposeAsync() => await Program.DisposeAsync();
    }
}
