using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Storage.Unfinished;

/// <summary>
/// What people have begun to fill in and not sent: each sees one's own, on every node. It is not journalled, exported or logged, and what nobody has
/// kept anew for a while is gone.
/// </summary>
internal sealed class UnfinishedStore(IDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>Of one person.</summary>
    public const int Most = 50;

    /// <summary>After so long without being kept anew a piece is deleted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const string Whose = "authority = @Authority and subject = @Subject";
    private const string Which = $"{Whose} and form = @form";

    private const string Columns = "form as Form, draft as Of, seen as Seen, title as Title, bytes as Bytes, tag as Tag, kept_at as KeptAt";

    private DateTimeOffset OldestKept => clock.GetUtcNow() - Lifetime;

    /// <summary>Without what was typed; the newest first.</summary>
    public Task<IReadOnlyList<UnfinishedRow>> List(Actor of, CancellationToken cancellation) => database.Query<IReadOnlyList<UnfinishedRow>>(
        async connection => (await connection.QueryAsync<UnfinishedRow>(new CommandDefinition(
            $"select {Columns} from unfinished where {Whose} and kept_at > @OldestKept order by kept_at desc, form",
            new { of.Authority, of.Subject, OldestKept },
            cancellationToken: cancellation))).AsList(),
        cancellation);

    /// <summary>Null if there is none.</summary>
    public Task<UnfinishedRow?> Find(Actor of, string form, CancellationToken cancellation) => database.Query(
        connection => connection.QuerySingleOrDefaultAsync<UnfinishedRow?>(new CommandDefinition(
            $"select {Columns}, input as Input from unfinished where {Which} and kept_at > @OldestKept",
            new { of.Authority, of.Subject, form, OldestKept },
            cancellationToken: cancellation)),
        cancellation);

    /// <summary>Keeps it in the place of what was there, if that is what was seen. The same again is kept anew whatever was seen: nothing is lost by it.</summary>
    /// <param name="isSeen">Whether this tag was; null if nothing is said of it.</param>
    public Task<KeptUnfinished> Keep(Actor of, UnfinishedRow input, Func<int, bool>? isSeen, CancellationToken cancellation)
    {
        var row = input.Tagged(clock.GetUtcNow().CutToMilliseconds());
        return database.Run<KeptUnfinished>(
            async (connection, _) =>
            {
                var mine = new { of.Authority, of.Subject, form = row.Form, OldestKept };
                await Lock(connection, mine);
                await connection.ExecuteAsync($"delete from unfinished where {Whose} and kept_at <= @OldestKept", mine);
                if (await Tag(connection, mine) is { } known)
                {
                    if (known != row.Tag && isSeen?.Invoke(known) != true)
                        return new(isSeen is null ? KeptUnfinishedEnd.NotSeen : KeptUnfinishedEnd.Stale);
                    var replaced = await connection.ExecuteAsync(
                        $"""
                        update unfinished set draft = @Of, seen = @Seen, title = @Title, input = @Input, bytes = @Bytes, tag = @Tag, kept_at = @KeptAt
                        where {Which} and tag = @known
                        """,
                        Parameters(of, row, known));
                    return replaced == 1 ? new(KeptUnfinishedEnd.Replaced, row) : new(KeptUnfinishedEnd.Stale); // it was removed meanwhile
                }
                if (isSeen is not null)
                    return new(KeptUnfinishedEnd.Stale);

                var kept = await connection.ExecuteAsync(
                    $"""
                    insert into unfinished (authority, subject, form, draft, seen, title, input, bytes, tag, kept_at)
                    select @Authority, @Subject, @form, @Of, @Seen, @Title, @Input, @Bytes, @Tag, @KeptAt
                    where (select count(*) from unfinished where {Whose}) < @Most
                    """,
                    Parameters(of, row));
                return kept == 1 ? new(KeptUnfinishedEnd.Added, row) : new(KeptUnfinishedEnd.TooMany);
            },
            cancellation);
    }

    /// <summary>False if there is none; null if it is not what was seen.</summary>
    public async Task<bool?> Remove(Actor of, string form, Func<int, bool> isSeen, CancellationToken cancellation)
    {
        // Each form asks for it once it is sent, mostly for nothing: that need not wait for whoever writes.
        if (await database.Query(connection => Tag(connection, new { of.Authority, of.Subject, form, OldestKept }), cancellation) is not { } known)
            return false;
        if (!isSeen(known))
            return null;
        var removed = await database.Run(
            (connection, _) => connection.ExecuteAsync($"delete from unfinished where {Which} and tag = @known", new { of.Authority, of.Subject, form, known }), cancellation);
        return removed == 1 ? true : null;
    }

    /// <summary>Deletes what nobody has kept anew for too long; how much that was.</summary>
    public Task<int> DeleteOld(CancellationToken cancellation) => database.Run(
        (connection, _) => connection.ExecuteAsync("delete from unfinished where kept_at <= @OldestKept", new { OldestKept }), cancellation);

    /// <summary>The windows of a person keep one after the other, so that together they keep no more than they may. SQLite has one writer anyway.</summary>
    private static Task Lock(DbConnection connection, object mine) => connection is NpgsqlConnection
        ? connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('unfinished ' || @Authority || ' ' || @Subject, 0))", mine)
        : Task.CompletedTask;

    private static async Task<int?> Tag(DbConnection connection, object mine) =>
        (int?)await connection.ExecuteScalarAsync<long?>($"select tag from unfinished where {Which} and kept_at > @OldestKept", mine);

    private static object Parameters(Actor of, UnfinishedRow row, int known = 0) => new
    {
        of.Authority,
        of.Subject,
        form = row.Form,
        row.Of,
        row.Seen,
        row.Title,
        row.Input,
        row.Bytes,
        row.Tag,
        row.KeptAt,
        known,
        Most,
    };
}

/// <summary>A piece of unfinished input.</summary>
internal sealed class UnfinishedRow
{
    public string Form { get; init; } = "";

    /// <summary>The id of the draft that it is about.</summary>
    public string? Of { get; init; }

    /// <summary>The tag of that draft that its author saw.</summary>
    public string? Seen { get; init; }

    public string? Title { get; init; }

    /// <summary>JSON as it was typed; empty in a list.</summary>
    public string Input { get; init; } = "";

    public int Bytes { get; init; }

    /// <summary>Follows from all that is kept, so that the same has the same.</summary>
    public int Tag { get; init; }

    public DateTimeOffset KeptAt { get; init; }

    public UnfinishedRow Tagged(DateTimeOffset at)
    {
        var all = string.Join('\0', ((string?[])[Of, Seen, Title, Input]).Select(text => text is null ? "-" : $"+{text}"));
        return new()
        {
            Form = Form,
            Of = Of,
            Seen = Seen,
            Title = Title,
            Input = Input,
            Bytes = Encoding.UTF8.GetByteCount(Input),
            Tag = BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(all))) & int.MaxValue,
            KeptAt = at,
        };
    }
}

/// <summary>How keeping ended.</summary>
internal enum KeptUnfinishedEnd
{
    Added,
    Replaced,

    /// <summary>There is one, and nothing was said of having seen it.</summary>
    NotSeen,

    /// <summary>What is there is not what was seen.</summary>
    Stale,

    TooMany,
}

/// <summary>How it ended; with what is kept now if it was kept.</summary>
internal readonly record struct KeptUnfinished(KeptUnfinishedEnd End, UnfinishedRow? Row = null);

/// <summary>Deletes, at the start and now and then, what nobody has kept anew for too long.</summary>
internal sealed class UnfinishedSweep(UnfinishedStore store, ILogger<UnfinishedSweep> log) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the start does not wait for it
        while (true)
        {
            try
            {
                if (await store.DeleteOld(stoppingToken) is > 0 and var deleted)
                    UnfinishedLog.Deleted(log, deleted);
            }
            catch (StorageUnavailableException)
            {
                // It is tried again, and others say that the storage is away.
            }
            await Task.Delay(pause, stoppingToken);
        }
    }
}

internal static partial class UnfinishedLog
{
    [LoggerMessage(2007, LogLevel.Information, "{Pieces} pieces of unfinished input were deleted, which nobody had kept anew for 30 days.")]
    public static partial void Deleted(ILogger log, int pieces);
}
