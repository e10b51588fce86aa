using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// One batch of registrations in one sequence, inside the writer's transaction. A savepoint stands around the batch; if it cannot be
/// written, its halves are numbered and written each behind its own, down to the one bad member, so that no other and no serial is lost.
/// </summary>
internal sealed class SqliteRegistering(
    WriterSession session,
    SequenceKey key,
    Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
    DateTimeOffset now,
    ILogger log)
{
    private readonly RegistrationAnswers answers = new();
    private SequenceHead sequence = session.Journal.Sequence(key);

    public ImmutableArray<RegistrationAnswer> Register(ImmutableArray<RegistrationRequest> batch)
    {
        if (batch.IsEmpty)
            return [];

        WriteWhatCanBe([.. batch.DistinctBy(member => member.Draft).Where(StandsAsDecided)]);
        return answers.For(batch);
    }

    private bool StandsAsDecided(RegistrationRequest member) => session.Journal.LastLine(member.Draft) == member.DecidedOn;

    private void WriteWhatCanBe(ImmutableArray<RegistrationRequest> members)
    {
        if (members.IsEmpty)
            return;

        try
        {
            var numbered = session.Attempt(() => Write(number(sequence, members, now)));
            sequence = numbered.Sequence;
            answers.Registered(numbered);
        }
        catch (Exception failure) when (!failure.IsStorageUnavailable())
        {
            if (members is [var bad])
            {
                StorageLog.MemberFailed(log, failure, key, bad.Draft);
                answers.Failed(bad.Draft);
                return;
            }
            WriteWhatCanBe(members[..(members.Length / 2)]);
            WriteWhatCanBe(members[(members.Length / 2)..]);
        }
    }

    private NumberedBatch Write(NumberedBatch numbered)
    {
        foreach (var draft in numbered.Drafts)
        {
            session.Journal.Write(draft.DecidedOn, draft.Lines, draft.Head);
            session.Journal.Write(draft.Registration);
        }
        session.Journal.Write(numbered.Sequence);
        return numbered;
    }
}
