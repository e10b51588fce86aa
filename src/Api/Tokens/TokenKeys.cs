using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Tokens;

/// <summary>
/// The keys whose tokens this program takes. They follow the file, so that a rotation needs no restart: <see cref="TokenKeyWatch"/> has it
/// read every few seconds, and a token that names an unknown key has it read at once. A file that cannot be used changes nothing.
/// </summary>
public sealed class TokenKeys
{
    /// <summary>The file is not read oftener because of tokens, which anybody can make up.</summary>
    private static readonly TimeSpan betweenQuestions = TimeSpan.FromSeconds(1);

    private readonly Lock reading = new();
    private readonly string path;
    private readonly TimeProvider clock;
    private readonly ILogger<TokenKeys> log;

    private StoredKeys stored;
    private volatile TokenKey[] taken;
    private long? asked;
    private string? error;

    public TokenKeys(IOptions<TokenSettings> settings, IConfiguration configuration, TimeProvider clock, ILogger<TokenKeys> log)
    {
        (this.clock, this.log, path) = (clock, log, settings.Value.KeyPath(configuration));
        stored = TokenKeyFile.ReadOrMake(path);
        taken = Taken([]);
    }

    public TokenKey Signing => taken[0];

    /// <summary>The keys that may have signed a token with this <c>kid</c>. Tokens from before there were ids have none.</summary>
    internal IReadOnlyList<SecurityKey> Of(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return taken;
        if (Find(id) is { } known)
            return [known];
        Ask();
        return Find(id) is { } added ? [added] : [];
    }

    /// <summary>Reads the file again, and drops keys that are there no longer or whose time is over.</summary>
    internal void Refresh()
    {
        lock (reading)
        {
            Read();
            var before = taken;
            taken = Taken(before);
            if (taken.SequenceEqual(before))
                return;
            foreach (var key in before.Except(taken))
                key.Drop();
            log.KeysChanged(Signing.KeyId, taken.Length - 1);
        }
    }

    private void Ask()
    {
        lock (reading)
        {
            if (asked is { } last && clock.GetElapsedTime(last) < betweenQuestions)
                return;
            asked = clock.GetTimestamp();
            Refresh();
        }
    }

    private void Read()
    {
        try
        {
            stored = TokenKeyFile.Read(path);
            error = null;
        }
        catch (TokenKeyException unusable)
        {
            if (error != unusable.Message)
                log.KeysNotRead(unusable);
            error = unusable.Message;
        }
    }

    /// <summary>The one that signs, then former ones. A key that was taken before is the same object still, with the tokens that hang on it.</summary>
    private TokenKey[] Taken(TokenKey[] before)
    {
        var now = clock.GetUtcNow();
        var read = stored.Former.Where(key => key.Until > now).Select(key => key.Key).Prepend(stored.Signing);
        return [.. read.Select(key => before.FirstOrDefault(known => known.KeyId == key.KeyId) ?? key)];
    }

    private TokenKey? Find(string id) => Array.Find(taken, key => key.KeyId == id);
}

internal static partial class TokenKeyLog
{
    [LoggerMessage(4003, LogLevel.Information, "The keys of tokens have changed: {Key} signs, and tokens of {Former} former keys are taken.")]
    public static partial void KeysChanged(this ILogger log, string key, int former);

    [LoggerMessage(4004, LogLevel.Error, "The keys of tokens could not be read again; this program goes on with those it has.")]
    public static partial void KeysNotRead(this ILogger log, Exception exception);
}

/// <summary>Looks for rotated keys, also where no token of a new key ever comes by.</summary>
internal sealed class TokenKeyWatch(IServiceProvider services, IOptions<TokenSettings> settings, IConfiguration configuration, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Value.HasKey(configuration))
            return;

        var keys = services.GetRequiredService<TokenKeys>();
        using var timer = new PeriodicTimer(TokenSettings.RotationNoticed, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            keys.Refresh();
    }
}

/// <summary>Gives the key that signs tokens a successor.</summary>
/// <param name="File">Where.</param>
/// <param name="Key">The id of the new one.</param>
/// <param name="FormerUntil">When the tokens signed before are taken no longer; null if they are revoked.</param>
public sealed record TokenKeyRotation(string File, string Key, DateTimeOffset? FormerUntil)
{
    /// <summary>In the file that these settings name, as the program itself would find it.</summary>
    /// <param name="revoke">Former keys are dropped, with all tokens that they signed.</param>
    public static TokenKeyRotation Rotate(IConfiguration configuration, bool revoke)
    {
        var path = TokenSettings.OfKey(configuration).KeyPath(configuration);
        if (!System.IO.File.Exists(path))
            throw new NothingThereException($"there is no token key {path}; the program makes one at its first start.");
        return Rotate(path, revoke, TimeProvider.System);
    }

    internal static TokenKeyRotation Rotate(string path, bool revoke, TimeProvider clock)
    {
        var keys = TokenKeyFile.Change(path, before => revoke ? StoredKeys.New() : before.Rotated(clock.GetUtcNow()));
        return new(path, keys.Signing.KeyId, keys.Former.FirstOrDefault()?.Until);
    }
}
