using System.Data.Common;
using Microsoft.Extensions.Options;

namespace RmsOrleans.Storage.Feeds;

/// <summary>
/// Where followers of the journal stand, and which node follows for a purpose. A claim lasts for a while by the database's clock; a node that
/// lost it without knowing moves nothing, because a place is moved only by who holds it, from where it stood.
/// </summary>
internal sealed class Checkpoints(IDatabase database, DatabaseClock clock, IOptions<FeedSettings> settings)
{
    private readonly string node = Guid.NewGuid().ToString("N");

    public bool ClaimsEnd => clock.ClaimsEnd;

    /// <summary>How long a claim lasts; it is to be made again long before.</summary>
    public TimeSpan Lease => settings.Value.Claim;

    /// <summary>Where to go on, if this node may follow; null while another one does.</summary>
    public Task<JournalPosition?> Claim(string purpose, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            var lease = (long)Lease.TotalMilliseconds;
            await connection.ExecuteAsync(
                "insert into feed_places (purpose, place) values (@purpose, '0') on conflict (purpose) do nothing", new { purpose });
            var held = await connection.ExecuteAsync(
                $"""
                update feed_places set holder = @node, held_until = {clock.Now} + @lease
                where purpose = @purpose and (holder is null or holder = @node or {clock.MayTake})
                """,
                new { purpose, node, lease });
            if (held == 0)
                return (JournalPosition?)null;
            return JournalPosition.TryParse(await Place(connection, purpose), out var place)
                ? place
                : throw new InvalidOperationException($"The place of {purpose} is no position of the journal.");
        },
        cancellation);

    /// <summary>Part of the work that the move concludes; false if this node does not stand there any more, and then that must be undone.</summary>
    public async Task<bool> Move(DbConnection connection, string purpose, JournalPosition from, JournalPosition to) => await connection.ExecuteAsync(
        "update feed_places set place = @to where purpose = @purpose and holder = @node and place = @from",
        new { purpose, node, from = from.ToString(), to = to.ToString() }) == 1;

    /// <summary>Lets another node follow at once.</summary>
    public Task Release(string purpose) => database.Run(
        (connection, _) => connection.ExecuteAsync("update feed_places set holder = null where purpose = @purpose and holder = @node", new { purpose, node }),
        CancellationToken.None);

    private static Task<string?> Place(DbConnection connection, string purpose) =>
        connection.ExecuteScalarAsync<string?>("select place from feed_places where purpose = @purpose", new { purpose });
}

/// <param name="Now">Milliseconds by the database's clock, in its SQL.</param>
/// <param name="MayTake">When the claim of another node is over.</param>
/// <param name="ClaimsEnd">Whether a claim has to be made again.</param>
internal sealed record DatabaseClock(string Now, string MayTake, bool ClaimsEnd)
{
    public static readonly DatabaseClock Postgres = new(
        "(extract(epoch from clock_timestamp()) * 1000)::bigint", "held_until < (extract(epoch from clock_timestamp()) * 1000)::bigint", true);

    /// <summary>One program works on the folder, so whoever held a claim before it is gone.</summary>
    public static readonly DatabaseClock Sqlite = new("cast(unixepoch('subsec') * 1000 as integer)", "true", false);

    public async Task<DateTimeOffset> Read(DbConnection connection, CancellationToken cancellation) => DateTimeOffset.FromUnixTimeMilliseconds(
        await connection.One<long>($"select {Now}", null, cancellation));
}
