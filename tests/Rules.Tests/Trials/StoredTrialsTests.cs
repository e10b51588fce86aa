using System.Text.Json.Nodes;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Rules.Tests.Trials;

/// <summary>What is stored of a trial run that is under way.</summary>
public sealed class StoredTrialsTests
{
    private static readonly TrialProgress progress = new(new(7, [], []), ["1", "2"], new TrialTally { New = 3 });

    [Fact]
    public void A_run_goes_on_from_what_was_examined()
    {
        var read = StoredTrials.Progress(StoredTrials.Write(progress));

        Assert.Equal((7L, 2, 3L), (read.Snapshot.Revision, read.Finished.Length, read.Found.New));
    }

    [Fact]
    public void One_from_before_inspections_were_counted_begins_anew()
    {
        var stored = JsonNode.Parse(StoredTrials.Write(progress))!;
        Assert.True(stored["found"]!.AsObject().Remove("loads"));

        var read = StoredTrials.Progress(stored.ToJsonString());

        Assert.Equal((7L, 0, 0L), (read.Snapshot.Revision, read.Finished.Length, read.Found.New));
        Assert.Equal(3, (read.Found + progress.Found).New);
        Assert.NotEmpty(StoredTrials.Write(read));
    }
}
