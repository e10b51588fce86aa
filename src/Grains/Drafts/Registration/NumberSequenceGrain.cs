using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orleans.Placement;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Gathers the batches of all silos and commits them many at a time. It lives beside the door of its group. It keeps no number in memory: the sequence's row is the truth.</summary>
[Reentrant, PreferLocalPlacement]
internal sealed class NumberSequenceGrain(IJournal journal, SequenceCommits commits, IOptions<NumberingSettings> settings) : Grain, INumberSequenceGrain
{
    private BatchQueue<RegistrationBatch, ImmutableArray<RegistrationAnswer>> Batches =>
        field ??= new(settings.Value.BatchLimit, journal.BatchesAtOnce, Commit, weight: batch => batch.Members.Length);

    public Task<ImmutableArray<RegistrationAnswer>> Register(RegistrationBatch batch) => Batches.Add(batch);

    public Task IsThere() => Task.CompletedTask;

    private async Task<ImmutableArray<ImmutableArray<RegistrationAnswer>>> Commit(IBatch<RegistrationBatch> batches)
    {
        var answers = await commits.Commit(this.SequenceKey(), new Joined(batches));
        var own = ImmutableArray.CreateBuilder<ImmutableArray<RegistrationAnswer>>(batches.Members.Length);
        var answered = 0;
        foreach (var batch in batches.Members)
        {
            own.Add(answers.Slice(answered, batch.Members.Length));
            answered += batch.Members.Length;
        }
        return own.MoveToImmutable();
    }

    /// <summary>The batches of several silos as one.</summary>
    private sealed class Joined(IBatch<RegistrationBatch> batches) : IBatch<RegistrationRequest>
    {
        public ImmutableArray<RegistrationRequest> Members =>
            batches.Members is [var only] ? only.Members : field.IsDefault ? field = [.. batches.Members.SelectMany(batch => batch.Members)] : field;

        public IEnumerable<ActivityContext> Callers => batches.Members.SelectMany(batch => batch.Callers);

        public Activity? Lead => batches.Members.Select(batch => batch.Lead).FirstOrDefault(lead => lead is not null);
    }
}
