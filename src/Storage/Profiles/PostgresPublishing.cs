using Npgsql;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Databases.Postgres;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Profiles;

/// <summary>
/// One batch of changes: a round trip that takes the locks, and one that writes and commits. If the batch cannot be written, its halves are
/// committed each by itself, down to the one bad member.
/// </summary>
internal sealed class PostgresPublishing(
    NpgsqlDataSource database,
    Func<DirectorySequences, ImmutableArray<DirectoryChange>, DateTimeOffset, PublishedBatch> publish,
    TimeProvider clock,
    ILogger log)
{
    private readonly BatchAnswers<ProfileId, DirectoryAnswer> answers = new(DirectoryAnswer.MovedOn);

    public async Task<ImmutableArray<DirectoryAnswer>> Publish(ImmutableArray<DirectoryChange> batch, CancellationToken cancellation)
    {
        await Halving.Commit([.. batch.DistinctBy(member => member.Profile)], members => Commit(members, cancellation), Failed, PostgresFailures.IsStorageUnavailable);
        return answers.For(batch.Select(member => member.Profile));
    }

    private void Failed(DirectoryChange bad, Exception failure)
    {
        StorageLog.ChangeFailed(log, failure, bad.Profile);
        answers[bad.Profile] = DirectoryAnswer.Failed;
    }

    private async Task Commit(ImmutableArray<DirectoryChange> members, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            var locked = await Lock(connection, members);
            var standing = members.RemoveAll(member => !locked.StandsAsDecided(member));
            if (standing.IsEmpty)
            {
                await connection.Rollback();
                return;
            }
            var published = publish(locked.Sequences, standing, clock.GetUtcNow());
            await WriteAndCommit(connection, published);
            answers.Add(published.Answers);
        }
        catch
        {
            await connection.RollbackIfItAnswers();
            throw;
        }
    }

    /// <summary>
    /// Both sequences, then drafts, then profiles, each in the order of their ids. A profile that is to begin has no row yet, but its draft
    /// has, and only who holds that can begin it.
    /// </summary>
    private static async Task<Locked> Lock(NpgsqlConnection connection, ImmutableArray<DirectoryChange> members)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("begin");
        batch.Add(DirectoryTables.LockSequences).Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Keys(members) });
        batch.Add(JournalSql.LockHeads).Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. members.OfType<DraftAdoption>().Select(member => member.Draft.Value)] });
        batch.Add(DirectoryTables.LockProfiles).Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. members.Select(member => member.Profile.Value)] });

        await using var reader = await batch.ExecuteReaderAsync();
        var heads = new Dictionary<string, SequenceHead>();
        while (await reader.ReadAsync())
        {
            var key = new SequenceKey(reader.GetString(0));
            heads.Add(key.Value, new SequenceHead(
                key, reader.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)), reader.GetFieldValue<byte[]>(3)));
        }
        var lastLines = new Dictionary<Guid, int>();
        while (await reader.NextResultAsync())
        {
            while (await reader.ReadAsync())
                lastLines.Add(reader.GetGuid(0), reader.GetInt32(1));
        }
        if (heads.Count == Keys(members).Length)
        {
            var numbers = heads.GetValueOrDefault(SequenceKey.Profiles.Value, DirectorySequences.New.Numbers);
            return new Locked(new DirectorySequences(numbers, heads[SequenceKey.Directory.Value]), lastLines);
        }

        await reader.DisposeAsync();
        await BeginSequences(connection);
        return await Lock(connection, members);
    }

    /// <summary>Profile numbers are needed for an adoption only.</summary>
    private static string[] Keys(ImmutableArray<DirectoryChange> members) => members.OfType<DraftAdoption>().Any()
        ? [SequenceKey.Profiles.Value, SequenceKey.Directory.Value]
        : [SequenceKey.Directory.Value];

    /// <summary>The first number of a sequence needs a row to lock.</summary>
    private static async Task BeginSequences(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("rollback");
        batch.Add(JournalSql.BeginSequence, JournalTables.SequenceRows, [DirectorySequences.New.Numbers, DirectorySequences.New.Revisions]);
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task WriteAndCommit(NpgsqlConnection connection, PublishedBatch published)
    {
        var adopted = published.Changes.Where(change => change.Adopted is not null).Select(change => change.Adopted!).ToList();
        var entries = published.Changes.SelectMany(change => change.Entries).ToList();
        List<SequenceHead> sequences = adopted.Count > 0 ? [published.Sequences.Numbers, published.Sequences.Revisions] : [published.Sequences.Revisions];

        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            DirectoryTables.ProfileRows.InsertMany, DirectoryTables.ProfileRows,
            published.Changes.Where(change => change.DecidedOn == 0).Select(change => change.Head).OrderBy(head => head.Id.Value).ToList());
        batch.Add(DirectoryTables.UpdateProfiles, DirectoryTables.ProfileRows, published.Changes.Where(change => change.DecidedOn > 0).Select(change => change.Head).ToList());
        batch.Add(JournalSql.UpdateHeads, JournalTables.DraftRows, adopted.ConvertAll(draft => draft.Head));
        batch.Add(JournalTables.LineRows.InsertMany, JournalTables.LineRows, [.. published.Changes.SelectMany(change => change.Lines), .. adopted.SelectMany(draft => draft.Lines)]);
        batch.Add(JournalTables.RegistrationRows.InsertMany, JournalTables.RegistrationRows, adopted.ConvertAll(draft => draft.Registration));
        batch.Add(DirectoryTables.EntryRows.InsertMany, DirectoryTables.EntryRows, entries);
        batch.Add(DirectoryTables.ScopeRows.InsertMany, DirectoryTables.ScopeRows, DirectoryScope.Of(entries));
        batch.Add(JournalSql.UpdateSequence, JournalTables.SequenceRows, sequences);
        batch.Add("commit");
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>What stands while the locks are held; drafts and profiles have ids of their own.</summary>
    private sealed record Locked(DirectorySequences Sequences, Dictionary<Guid, int> LastLines)
    {
        public bool StandsAsDecided(DirectoryChange member) => member switch
        {
            ProfileChange change => LastLines.GetValueOrDefault(change.Profile.Value) == change.DecidedOn,
            DraftAdoption adoption => LastLines.GetValueOrDefault(adoption.Draft.Value) == adoption.DecidedOn && !LastLines.ContainsKey(adoption.Profile.Value),
            _ => false,
        };
    }
}

/// <summary>The directory on PostgreSQL.</summary>
internal sealed class PostgresDirectory(
    PostgresDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<PostgresDirectory> log) : IDirectoryPublishing
{
    public Task<ImmutableArray<DirectoryAnswer>> Publish(
        ImmutableArray<DirectoryChange> batch,
        Func<DirectorySequences, ImmutableArray<DirectoryChange>, DateTimeOffset, PublishedBatch> publish,
        CancellationToken cancellation) =>
        database.Write(
            () => new PostgresPublishing(database.Writing, publish, clock, log).Publish(batch, cancellation),
            isWritten: answers => answers.Any(answer => answer.End == RegistrationEnd.Registered));
}
