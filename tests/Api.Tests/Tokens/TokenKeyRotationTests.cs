using Microsoft.Extensions.Configuration;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tokens;

/// <summary>What a rotation does to the file.</summary>
public sealed class TokenKeyRotationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rms-key-").FullName;
    private readonly HandClock clock = new(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string KeyFile => Path.Combine(folder, "token-key");

    [Fact]
    public void Keeps_former_keys_for_as_long_as_their_tokens_can_last()
    {
        var first = TokenKeyFile.ReadOrMake(KeyFile).Signing;
        var rotation = Rotate();
        clock.Turn(TimeSpan.FromHours(1));
        Rotate();

        var keys = TokenKeyFile.Read(KeyFile);
        Assert.Equal([rotation.Key, first.KeyId], keys.Former.Select(key => key.Key.KeyId));
        Assert.Equal(
            [new(2026, 11, 23, 1, 1, 0, TimeSpan.Zero), new(2026, 11, 23, 0, 1, 0, TimeSpan.Zero)],
            keys.Former.Select(key => key.Until));

        clock.Turn(TimeSpan.FromHours(11) + TimeSpan.FromMinutes(1));
        Rotate();
        Assert.DoesNotContain(TokenKeyFile.Read(KeyFile).Former, key => key.Key.KeyId == first.KeyId);
    }

    [Fact]
    public void Leaves_the_new_key_alone_when_the_former_ones_are_revoked()
    {
        TokenKeyFile.ReadOrMake(KeyFile);
        Rotate();

        var rotation = Rotate(revoke: true);

        var keys = TokenKeyFile.Read(KeyFile);
        Assert.Null(rotation.FormerUntil);
        Assert.Equal(rotation.Key, keys.Signing.KeyId);
        Assert.Empty(keys.Former);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_there_for_who_signs_in_to_the_desk_also_where_tokens_come_from_a_provider(bool signsIn)
    {
        var first = TokenKeyFile.ReadOrMake(KeyFile).Signing;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Authentication:Authority"] = "https://id.example",
            ["Authentication:KeyFile"] = KeyFile,
            ["Authentication:SignIn:ClientId"] = signsIn ? "desk" : "",
        }).Build();

        if (signsIn)
            Assert.NotEqual(first.KeyId, TokenKeyRotation.Rotate(configuration, revoke: false).Key);
        else
            Assert.Throws<TokenKeyException>(() => TokenKeyRotation.Rotate(configuration, revoke: false));
        Assert.Throws<TokenKeyException>(() => TokenIssuer.Open(configuration));
    }

    [Fact]
    public void Leaves_one_file_that_only_its_owner_may_read()
    {
        TokenKeyFile.ReadOrMake(KeyFile);

        Rotate();

        Assert.Equal([KeyFile], Directory.GetFiles(folder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public void That_was_killed_has_changed_nothing_and_can_be_done_again()
    {
        var before = TokenKeyFile.ReadOrMake(KeyFile).Signing;
        File.WriteAllText($"{KeyFile}.lock", "");
        File.WriteAllText($"{KeyFile}.next", "QUJD");
        Assert.Equal(before.KeyId, TokenKeyFile.ReadOrMake(KeyFile).Signing.KeyId);

        Rotate();

        Assert.Equal(before.KeyId, Assert.Single(TokenKeyFile.Read(KeyFile).Former).Key.KeyId);
        Leaves_one_file_that_only_its_owner_may_read();
    }

    [Fact]
    public async Task Loses_no_key_when_several_are_begun_at_once()
    {
        TokenKeyFile.ReadOrMake(KeyFile);

        var rotations = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Record.Exception(() => Rotate()) as TokenKeyException)));

        var done = rotations.Count(refused => refused is null);
        Assert.InRange(done, 1, 16);
        Assert.Equal(done, TokenKeyFile.Read(KeyFile).Former.Length);
    }

    [Fact]
    public void Follows_a_link_and_leaves_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        var link = Path.Combine(folder, "link");
        TokenKeyFile.ReadOrMake(KeyFile);
        File.CreateSymbolicLink(link, KeyFile);

        var rotation = TokenKeyRotation.Rotate(link, revoke: false, clock);

        Assert.Equal(KeyFile, File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName);
        Assert.Equal(rotation.Key, TokenKeyFile.Read(KeyFile).Signing.KeyId);
    }

    [Fact]
    public void Of_a_damaged_file_is_refused_and_leaves_it()
    {
        TokenKeyFile.ReadOrMake(KeyFile);
        File.WriteAllText(KeyFile, "no key");

        Assert.Throws<TokenKeyException>(() => Rotate());

        Assert.Equal("no key", File.ReadAllText(KeyFile));
        Assert.Equal([KeyFile], Directory.GetFiles(folder));
    }

    private TokenKeyRotation Rotate(bool revoke = false) => TokenKeyRotation.Rotate(KeyFile, revoke, clock);
}
