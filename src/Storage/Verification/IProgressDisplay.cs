namespace RmsOrleans.Storage.Verification;

/// <summary>Shows how long work comes on.</summary>
internal interface IProgressDisplay
{
    /// <summary>Begins a stage of so many steps; steps that are done are reported to what is returned.</summary>
    IProgress<long> Begin(string stage, long steps);
}
