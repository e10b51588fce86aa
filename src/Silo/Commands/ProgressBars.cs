using RmsOrleans.Storage.Verification;
using Spectre.Console;

namespace RmsOrleans.Silo.Commands;

/// <summary>
/// A bar for each stage of long work on a terminal, and plain lines elsewhere. On standard error, so that a command's answer is all that
/// standard output has.
/// </summary>
internal sealed class ProgressBars : IProgressDisplay
{
    private readonly ProgressContext context;

    private ProgressBars(ProgressContext context) => this.context = context;

    public static Task<T> Show<T>(Func<IProgressDisplay, Task<T>> work) => Console.IsErrorRedirected
        ? work(new ProgressLines(Console.Error))
        : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new ProgressBars(context)));

    public IProgress<long> Begin(string stage, long steps)
    {
        var task = context.AddTask(stage, maxValue: Math.Max(steps, 1));
        if (steps == 0)
            task.Increment(1);
        return new Stage(task);
    }

    private sealed class Stage(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Increment(value);
    }
}
