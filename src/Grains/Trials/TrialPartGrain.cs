namespace RmsOrleans.Grains.Trials;

/// <summary>A part of a trial run: Orleans spreads them over the silos, and each lets its silo examine one segment after the other. It keeps nothing that could be lost.</summary>
[Reentrant]
internal sealed class TrialPartGrain(ITrialScans scans) : Grain, ITrialPartGrain
{
    private TrialId run;
    private TrialQuestion? question;

    public Task Prepare(TrialId of, TrialQuestion asked)
    {
        (run, question) = (of, asked);
        return Task.CompletedTask;
    }

    public async Task<TrialTally?> Examine(TrialSegment segment, CancellationToken stop) =>
        question is null ? null : await scans.Examine(run, question, segment, stop);

    public Task<TrialTally> Look(TrialId of, TrialQuestion asked, TrialSegment segment, CancellationToken stop) => scans.Look(of, asked, segment, stop);
}

/// <summary>One part of a trial run.</summary>
[Alias("trial-part")]
internal interface ITrialPartGrain : IGrainWithStringKey
{
    [Alias("prepare")]
    Task Prepare(TrialId of, TrialQuestion asked);

    /// <summary>What is found in a segment; null if the part does not know what is asked, having been activated anew.</summary>
    [Alias("examine")]
    [ResponseTimeout("00:10:00")]
    Task<TrialTally?> Examine(TrialSegment segment, CancellationToken stop);

    /// <summary>What is found in a segment, without what it is compared with.</summary>
    [Alias("look")]
    Task<TrialTally> Look(TrialId of, TrialQuestion asked, TrialSegment segment, CancellationToken stop);
}

/// <summary>Trial runs as grains.</summary>
public static class TrialGrains
{
    private const string Prefix = "trial/";
    private const string PartPrefix = "trial-part/";

    public static ITrialGrain Trial(this IGrainFactory grains, TrialId id) => grains.GetGrain<ITrialGrain>(Prefix + id);

    internal static ITrialPartGrain TrialPart(this IGrainFactory grains, TrialId id, int part) => grains.GetGrain<ITrialPartGrain>($"{PartPrefix}{id}/{part}");

    internal static TrialId TrialId(this ITrialGrain grain) => new(Guid.ParseExact(grain.Tail(Prefix), "D"));
}
