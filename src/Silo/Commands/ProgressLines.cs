using System.Globalization;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Silo.Commands;

/// <summary>A plain line where a stage begins and at each tenth of it, for a log or a pipe. More steps than were foreseen show nothing more.</summary>
internal sealed class ProgressLines(TextWriter output) : IProgressDisplay
{
    public IProgress<long> Begin(string stage, long steps)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage}: {steps:N0}"));
        return new Stage(output, stage, steps);
    }

    private sealed class Stage(TextWriter output, string stage, long steps) : IProgress<long>
    {
        private long done;

        public void Report(long value)
        {
            var before = Tenths(done);
            done += value;
            if (Tenths(done) is var tenths && tenths > before)
                output.WriteLine($"{stage}: {tenths * 10} %");
        }

        private long Tenths(long reached) => steps == 0 ? 10 : Math.Min(10, reached * 10 / steps);
    }
}
