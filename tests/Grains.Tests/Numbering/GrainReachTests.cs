using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Grains.Tests.Numbering;

/// <summary>What a silo does when a grain does not answer.</summary>
public sealed class GrainReachTests
{
    private const int Limit = 60_000;

    private static readonly ImmutableArray<RegistrationAnswer> registered = [new(RegistrationEnd.Registered)];
    private static readonly RegistrationBatch<RegistrationRequest> batch = new(new ClosedBatch());

    private readonly AGrain grain = new();
    private readonly GrainReach<INumberSequenceGrain> reach;

    public GrainReachTests() => reach = new(grain, TimeSpan.FromMilliseconds(50), NullLogger.Instance);

    [Fact(Timeout = Limit)]
    public async Task A_grain_that_answers_is_asked_for_nothing_more()
    {
        grain.Answer.SetResult(registered);

        Assert.Equal(registered, await Ask());
        Assert.Equal(0, grain.Asked);
    }

    [Fact(Timeout = Limit)]
    public async Task A_grain_that_is_there_is_waited_for_however_long_its_storage_takes()
    {
        grain.IsThere = true;
        var answer = Ask();
        await grain.WasAsked(times: 3);
        Assert.False(answer.IsCompleted);
        grain.Answer.SetResult(registered);

        Assert.Equal(registered, await answer);
    }

    [Fact(Timeout = Limit)]
    public async Task A_grain_that_is_not_there_is_given_up_and_the_next_batch_does_not_wait_for_it()
    {
        Assert.Null(await Ask());
        Assert.Null(await Ask());

        Assert.Equal(1, grain.Called);
    }

    [Fact(Timeout = Limit)]
    public async Task A_call_that_Orleans_rejects_is_given_up_at_once()
    {
        grain.Answer.SetException(new SiloUnavailableException("It is dead."));

        Assert.Null(await Ask());
        Assert.Equal(0, grain.Asked);
    }

    [Fact(Timeout = Limit)]
    public async Task A_grain_that_comes_back_is_called_again()
    {
        Assert.Null(await Ask());
        (grain.IsThere, grain.Answer) = (true, new());
        grain.Answer.SetResult(registered);

        var asked = grain.WasAsked(times: 2);
        Assert.Null(await Ask());
        await asked;
        while (await Ask() is null)
            await Task.Yield();

        Assert.Equal(2, grain.Called);
    }

    [Fact(Timeout = Limit)]
    public async Task A_surprise_of_the_grain_is_one_of_its_caller()
    {
        grain.Answer.SetException(new InvalidDataException("Nobody foresaw this."));

        await Assert.ThrowsAsync<InvalidDataException>(() => Ask());
    }

    private Task<ImmutableArray<RegistrationAnswer>?> Ask() => reach.Ask(grain => grain.Register(batch));

    /// <summary>A grain on another silo, which answers when the test lets it.</summary>
    private sealed class AGrain : INumberSequenceGrain
    {
        private readonly SemaphoreSlim asked = new(0);
        private int times;

        public TaskCompletionSource<ImmutableArray<RegistrationAnswer>> Answer { get; set; } = new();

        public volatile bool IsThere;

        public int Called { get; private set; }

        public int Asked => Volatile.Read(ref times);

        public async Task WasAsked(int times)
        {
            for (var i = 0; i < times; i++)
                await asked.WaitAsync();
        }

        public Task<ImmutableArray<RegistrationAnswer>> Register(RegistrationBatch<RegistrationRequest> batch)
        {
            Called++;
            return Answer.Task;
        }

        Task IReachable.IsThere()
        {
            Interlocked.Increment(ref times);
            asked.Release();
            return IsThere ? Task.CompletedTask : new TaskCompletionSource().Task;
        }
    }

    private sealed class ClosedBatch : IBatch<RegistrationRequest>
    {
        public ImmutableArray<RegistrationRequest> Members => [];

        public IEnumerable<System.Diagnostics.ActivityContext> Callers => [];

        public System.Diagnostics.Activity? Lead => null;
    }
}
