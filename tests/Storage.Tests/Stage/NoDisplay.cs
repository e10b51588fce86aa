using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>Nobody looks how long work comes on.</summary>
internal sealed class NoDisplay : IProgressDisplay, IProgress<long>
{
    public IProgress<long> Begin(string stage, long steps) => this;

    public void Report(long value)
    {
    }
}
