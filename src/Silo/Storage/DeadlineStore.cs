using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Numbering;

namespace RmsOrleans.Silo.Storage;

/// <summary>Deadlines as the heads of drafts have them; the same text for both databases.</summary>
internal sealed class DeadlineStore(IDatabase database) : IDeadlineStore
{
    private const string IsOpen = "deadline_at is not null and deadline_missed = false";

    private static readonly DraftId beforeAll = new(Guid.Empty);

    public Task<ImmutableArray<OpenDeadline>> Open(DraftId? after, int most, CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var query = new CommandDefinition(
                $"select id as Id, number as Number, deadline as Deadline from drafts where id > @after and {IsOpen} order by id limit @most",
                new { after = after ?? beforeAll, most },
                cancellationToken: cancellation);
            return (await connection.QueryAsync<Row>(query)).Select(row => row.ToDeadline()).ToImmutableArray();
        },
        cancellation);

    private sealed class Row
    {
        public DraftId Id { get; init; }
        public RegistrationNumber? Number { get; init; }
        public string Deadline { get; init; } = "";

        public OpenDeadline ToDeadline() => new(Id, Number, JsonSerializer.Deserialize(Deadline, StoredJson.Draft.Deadline)!);
    }
}
