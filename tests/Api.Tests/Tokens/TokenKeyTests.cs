using RmsOrleans.Api.Tokens;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tokens;

/// <summary>The file of the key as it is made and read.</summary>
public sealed class TokenKeyTests : IDisposable
{
    private const string Good = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg==";

    private readonly string folder = Directory.CreateTempSubdirectory("rms-key-").FullName;

    private string KeyFile => Path.Combine(folder, "new", "token-key");

    [Fact]
    public void Is_made_once_for_its_owner_only()
    {
        var made = TokenKeyFile.ReadOrMake(KeyFile);
        var read = TokenKeyFile.ReadOrMake(KeyFile);

        Assert.Equal(made.Signing.Key, read.Signing.Key);
        Assert.True(made.Signing.Key.Length >= 32);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.Equal([KeyFile], Directory.GetFiles(Path.GetDirectoryName(KeyFile)!));
    }

    [Fact]
    public async Task Is_the_same_for_programs_that_start_at_once()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => TokenKeyFile.ReadOrMake(KeyFile))));

        Assert.Single(keys.Select(key => Convert.ToHexString(key.Signing.Key)).Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("former 2026-11-23T00:01:00.0000000+00:00 " + Good)]
    [InlineData(Good + "\nformer 2026-11-23T00:01:00.0000000+00:00 AAAA")]
    [InlineData(Good + "\nformer tomorrow " + Good)]
    [InlineData(Good + "\nformer " + Good)]
    public void Is_refused_when_it_is_damaged_or_too_short(string content)
    {
        TokenKeyFile.ReadOrMake(KeyFile);
        File.WriteAllText(KeyFile, content);

        var refused = Assert.Throws<TokenKeyException>(() => TokenKeyFile.ReadOrMake(KeyFile));

        Assert.Contains(KeyFile, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Good)]
    [InlineData("QUJDREVGR0hJSktMTU5PUFFSU1RVVldY\nWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg==\n")]
    public void May_stand_alone_and_on_several_lines(string content)
    {
        TokenKeyFile.ReadOrMake(KeyFile);
        File.WriteAllText(KeyFile, content);

        var keys = TokenKeyFile.ReadOrMake(KeyFile);

        Assert.Equal("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8, keys.Signing.Key);
        Assert.Empty(keys.Former);
    }

    [Fact]
    public void Is_refused_when_others_may_read_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        TokenKeyFile.ReadOrMake(KeyFile);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Throws<TokenKeyException>(() => TokenKeyFile.ReadOrMake(KeyFile));
    }

    [Fact]
    public void Signs_for_twelve_hours_at_the_most()
    {
        var issuer = new TokenIssuer(TokenKeyFile.ReadOrMake(KeyFile).Signing, TimeProvider.System);

        string Issue(TimeSpan lifetime) => issuer.Issue("a", "A", Ceramics.Baltic, null, [Grains.Kernel.Role.Author], lifetime);

        Assert.NotEmpty(Issue(TimeSpan.FromHours(12)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Issue(TimeSpan.FromHours(12.1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Issue(TimeSpan.Zero));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
