using RmsOrleans.Api.Tokens;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tokens;

public sealed class TokenKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rms-key-").FullName;

    private string KeyFile => Path.Combine(folder, "new", "token-key");

    [Fact]
    public void Is_made_once_for_its_owner_only()
    {
        var made = TokenKey.ReadOrMake(KeyFile);
        var read = TokenKey.ReadOrMake(KeyFile);

        Assert.Equal(made.Security.Key, read.Security.Key);
        Assert.True(made.Security.Key.Length >= 32);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal([KeyFile], Directory.GetFiles(Path.GetDirectoryName(KeyFile)!));
    }

    [Fact]
    public async Task Is_the_same_for_programs_that_start_at_once()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => TokenKey.ReadOrMake(KeyFile))));

        Assert.Single(keys.Select(key => Convert.ToHexString(key.Security.Key)).Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void Is_refused_when_it_is_damaged_or_too_short(string content)
    {
        TokenKey.ReadOrMake(KeyFile);
        File.WriteAllText(KeyFile, content);

        var refused = Assert.Throws<TokenKeyException>(() => TokenKey.ReadOrMake(KeyFile));

        Assert.Contains(KeyFile, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_when_others_may_read_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        TokenKey.ReadOrMake(KeyFile);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Throws<TokenKeyException>(() => TokenKey.ReadOrMake(KeyFile));
    }

    [Fact]
    public void Signs_for_twelve_hours_at_the_most()
    {
        var issuer = new TokenIssuer(TokenKey.ReadOrMake(KeyFile), TimeProvider.System);

        string Issue(TimeSpan lifetime) => issuer.Issue("a", "A", Ceramics.Baltic, null, [RmsOrleans.Grains.Actors.Role.Author], lifetime);

        Assert.NotEmpty(Issue(TimeSpan.FromHours(12)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Issue(TimeSpan.FromHours(12.1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Issue(TimeSpan.Zero));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
