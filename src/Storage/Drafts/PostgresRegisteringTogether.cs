using System.Diagnostics;
using Npgsql;
using RmsOrleans.Storage.Databases.Postgres;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// Writes batches of new drafts, each numbered from where its sequence is expected to stand. Batches of other sequences that come while one
/// statement is under way share the next: so many offices cost one commit. It waits for no lock, and a batch that does not stand is left out
/// whole, so none holds up or spoils another.
/// </summary>
internal sealed class PostgresRegisteringTogether
{
    private const int MostDrafts = 200;

    private readonly NpgsqlDataSource database;
    private readonly BatchQueue<NumberedAhead, bool> commits;

    public PostgresRegisteringTogether(NpgsqlDataSource database)
    {
        this.database = database;
        commits = new(MostDrafts, batchesAtOnce: 1, Commit, weight: ahead => ahead.Batch.Drafts.Length);
    }

    /// <summary>False if nothing of it was written, because something was not as expected.</summary>
    public Task<bool> Write(NumberedAhead ahead) => commits.Add(ahead);

    private async Task<ImmutableArray<bool>> Commit(IBatch<NumberedAhead> batch)
    {
        if (batch.Members.IsEmpty)
            return [];

        // A second batch of a sequence would be numbered from where the first has not left it yet.
        List<NumberedAhead> together = [.. batch.Members.DistinctBy(ahead => ahead.From.Key)];
        Activity.Current = batch.Lead;
        await using var command = Command(together);
        await using var reader = await command.ExecuteReaderAsync();
        var written = new HashSet<string>();
        while (await reader.ReadAsync())
            written.Add(reader.GetString(0));
        return [.. batch.Members.Select(ahead => written.Remove(ahead.From.Key.Value))];
    }

    private NpgsqlCommand Command(List<NumberedAhead> together)
    {
        var drafts = together.SelectMany(ahead => ahead.Batch.Drafts).OrderBy(draft => draft.Head.Id.Value).ToList();
        var command = database.CreateCommand(together is [_] ? JournalSql.RegisterNewAlone : JournalSql.RegisterNew);
        JournalTables.DraftRows.AddTo(command.Parameters, drafts.ConvertAll(draft => draft.Head));
        JournalTables.LineRows.AddTo(command.Parameters, [.. drafts.SelectMany(draft => draft.Lines)]);
        JournalTables.RegistrationRows.AddTo(command.Parameters, drafts.ConvertAll(draft => draft.Registration));
        JournalTables.SequenceRows.AddTo(command.Parameters, together.ConvertAll(ahead => ahead.Batch.Sequence));
        command.Parameters.AddColumn(together, ahead => ahead.From.LastSerial);
        command.Parameters.AddColumn(together, ahead => ahead.From.LastHash);
        return command;
    }
}
