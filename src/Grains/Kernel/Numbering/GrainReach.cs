using Microsoft.Extensions.Logging;

namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>
/// Whether a grain can be reached from this silo. When the silo that it lives on dies, calls wait for it until it is declared dead; so whoever
/// waits longer than usual asks whether it is there. A storage that is slow does not keep it from answering that.
/// </summary>
/// <param name="patience">How long an answer is waited for before it is asked; and how long it may take to say that it is there.</param>
internal sealed class GrainReach<TGrain>(TGrain grain, TimeSpan patience, ILogger log)
    where TGrain : IReachable
{
    private readonly Lock turn = new();
    private volatile bool isCutOff;
    private Task asking = Task.CompletedTask;

    /// <summary>Null if the grain cannot be reached. It may then still do what it was asked, so doing it elsewhere must be able to fail.</summary>
    public async Task<T?> Ask<T>(Func<TGrain, Task<T>> question)
        where T : struct
    {
        if (isCutOff)
        {
            AskAgain();
            return null;
        }

        var answer = question(grain);
        while (!await IsOver(answer))
        {
            if (!await IsThere())
            {
                answer.Ignore();
                CutOff(null);
                return null;
            }
        }
        try
        {
            return await answer;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            CutOff(failure);
            return null;
        }
    }

    private void CutOff(Exception? failure)
    {
        isCutOff = true;
        log.CutOff(failure, $"{grain}");
    }

    /// <summary>One question at a time, beside the work; only where there is work is it worth asking.</summary>
    private void AskAgain()
    {
        lock (turn)
        {
            if (asking.IsCompleted)
                asking = Return();
        }
    }

    private async Task Return()
    {
        if (!await IsThere())
            return;

        isCutOff = false;
        log.Reached($"{grain}");
    }

    private async Task<bool> IsThere()
    {
        try
        {
            var asked = grain.IsThere();
            if (await IsOver(asked))
                return asked.IsCompletedSuccessfully;

            asked.Ignore();
            return false;
        }
        catch (OrleansException)
        {
            return false;
        }
    }

    private async Task<bool> IsOver(Task task)
    {
        await task.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompleted;
    }
}
