using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Databases.Sqlite;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Profiles;

/// <summary>One batch of changes inside the writer's transaction, behind savepoints as <see cref="SqliteRegistering"/> has them.</summary>
internal sealed class SqlitePublishing(
    WriterSession session,
    Func<DirectorySequences, ImmutableArray<DirectoryChange>, DateTimeOffset, PublishedBatch> publish,
    DateTimeOffset now,
    ILogger log)
{
    private readonly BatchAnswers<ProfileId, DirectoryAnswer> answers = new(DirectoryAnswer.MovedOn);
    private DirectorySequences sequences = new(session.Journal.Sequence(SequenceKey.Profiles), session.Journal.Sequence(SequenceKey.Directory));

    public ImmutableArray<DirectoryAnswer> Publish(ImmutableArray<DirectoryChange> batch)
    {
        ImmutableArray<DirectoryChange> members = [.. batch.DistinctBy(member => member.Profile).Where(StandsAsDecided)];
        Halving.Commit(members, Write, Failed, SqliteFailures.IsStorageUnavailable).GetAwaiter().GetResult(); // it is done
        return answers.For(batch.Select(member => member.Profile));
    }

    private bool StandsAsDecided(DirectoryChange member) => member switch
    {
        ProfileChange change => session.Directory.LastLine(change.Profile) == change.DecidedOn,
        DraftAdoption adoption => session.Journal.LastLine(adoption.Draft) == adoption.DecidedOn && session.Directory.LastLine(adoption.Profile) == 0,
        _ => false,
    };

    private void Failed(DirectoryChange bad, Exception failure)
    {
        StorageLog.ChangeFailed(log, failure, bad.Profile);
        answers[bad.Profile] = DirectoryAnswer.Failed;
    }

    private Task Write(ImmutableArray<DirectoryChange> members)
    {
        var published = session.Attempt(() => Write(publish(sequences, members, now)));
        sequences = published.Sequences;
        answers.Add(published.Answers);
        return Task.CompletedTask;
    }

    private PublishedBatch Write(PublishedBatch published)
    {
        foreach (var change in published.Changes)
        {
            foreach (var line in change.Lines)
                session.Journal.Write(line);
            session.Directory.Write(change.DecidedOn, change.Head);
            foreach (var entry in change.Entries)
                session.Directory.Write(entry);
            if (change.Adopted is not { } adopted)
                continue;

            session.Journal.Write(adopted.Head.LastLine - adopted.Lines.Length, adopted.Lines, adopted.Head);
            session.Journal.Write(adopted.Registration);
        }
        if (published.Changes.Any(change => change.Adopted is not null))
            session.Journal.Write(published.Sequences.Numbers);
        session.Journal.Write(published.Sequences.Revisions);
        return published;
    }
}

/// <summary>The directory on SQLite. The writer's thread is the lock.</summary>
internal sealed class SqliteDirectory(
    SqliteDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<SqliteDirectory> log) : IDirectoryPublishing
{
    public Task<ImmutableArray<DirectoryAnswer>> Publish(
        ImmutableArray<DirectoryChange> batch,
        Func<DirectorySequences, ImmutableArray<DirectoryChange>, DateTimeOffset, PublishedBatch> publish,
        CancellationToken cancellation) =>
        // On the writer's thread the rule of publication runs: only there the heads of both sequences are known.
        database.Write(session => new SqlitePublishing(session, publish, clock.GetUtcNow(), log).Publish(batch), cancellation);
}
