using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tokens;

/// <summary>How the keys of a program that runs follow the file.</summary>
public sealed class TokenKeysTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rms-key-").FullName;
    private readonly HandClock clock = new(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly Events log = new();
    private readonly TokenKeys keys;

    public TokenKeysTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Data:Folder", folder)]).Build();
        keys = new TokenKeys(Options.Create(new TokenSettings()), configuration, clock, log);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string KeyFile => Path.Combine(folder, "token-key");

    [Fact]
    public void Have_the_key_that_a_token_names_without_waiting_for_the_next_look()
    {
        var before = keys.Signing;
        var rotation = Rotate();

        Assert.Equal(rotation.Key, Assert.Single(keys.Of(rotation.Key)).KeyId);
        Assert.Same(before, Assert.Single(keys.Of(before.KeyId)));
        Assert.Equal(rotation.Key, keys.Signing.KeyId);
        Assert.Equal([4003], log.Written);
    }

    [Fact]
    public void Are_read_because_of_an_unknown_id_once_a_second_at_the_most()
    {
        Assert.Empty(keys.Of("forged"));
        var rotation = Rotate();

        Assert.Empty(keys.Of(rotation.Key));
        clock.Turn(TimeSpan.FromSeconds(1));
        Assert.Single(keys.Of(rotation.Key));
    }

    [Fact]
    public void Are_all_tried_for_a_token_without_an_id()
    {
        var before = keys.Signing;
        Rotate();
        keys.Refresh();

        Assert.Equal([keys.Signing, before], keys.Of(null));
    }

    [Fact]
    public void Drop_a_former_one_when_its_tokens_have_ended()
    {
        var former = keys.Signing;
        Rotate();
        clock.Turn(new TimeSpan(12, 0, 59));
        keys.Refresh();
        Assert.False(former.Dropped.IsCancellationRequested);

        clock.Turn(TimeSpan.FromSeconds(1));
        keys.Refresh();

        Assert.True(former.Dropped.IsCancellationRequested);
        Assert.Empty(keys.Of(former.KeyId));
        Assert.Equal([4003, 4003], log.Written);
    }

    [Fact]
    public void Drop_revoked_ones_at_once_and_no_other()
    {
        var former = keys.Signing;
        Rotate(revoke: true);

        keys.Refresh();

        Assert.True(former.Dropped.IsCancellationRequested);
        Assert.Empty(keys.Of(former.KeyId));
        Assert.False(keys.Signing.Dropped.IsCancellationRequested);
    }

    [Theory]
    [InlineData("no key")]
    [InlineData("QUJD")]
    [InlineData(null)]
    public void Stay_as_they_are_while_the_file_cannot_be_used(string? broken)
    {
        var (before, whole) = (keys.Signing, $"{KeyFile}.whole");
        File.Copy(KeyFile, whole);
        if (broken is null)
            File.Delete(KeyFile);
        else
            File.WriteAllText(KeyFile, broken);

        keys.Refresh();
        keys.Refresh();

        Assert.Same(before, keys.Signing);
        Assert.False(before.Dropped.IsCancellationRequested);
        Assert.Equal([4004], log.Written);

        File.Move(whole, KeyFile, overwrite: true);
        var rotation = Rotate();
        keys.Refresh();
        Assert.Equal(rotation.Key, keys.Signing.KeyId);
    }

    private TokenKeyRotation Rotate(bool revoke = false) => TokenKeyRotation.Rotate(KeyFile, revoke, clock);

    /// <summary>Keeps the ids of what is logged.</summary>
    private sealed class Events : ILogger<TokenKeys>
    {
        public List<int> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add(eventId.Id);
    }
}
