using System.Diagnostics;
using System.Globalization;
using System.Text;
using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Declarations.Tests.Made;

namespace RmsOrleans.Declarations.Tests.Scanning;

public sealed class StopTests
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Patterns_that_go_back_elsewhere_end_on_long_texts()
    {
        string[] texts = [new string('a', FoldedText.Longest - 1) + "b", string.Concat(Enumerable.Repeat("слово ", 3333)) + "Ж", string.Concat(Enumerable.Repeat("слово ", 3333)) + "!", "aaa"];
        using var made = new MadeSegment(Described(texts));
        using var scanner = new Scanner(1);
        ImmutableArray<Plan> plans = [Matching("(a+)+$"), Matching(@"^(\w+\s?)+Ж$")];
        var result = await scanner.Run(new([new(made.Segment, BitSet.All(texts.Length))], plans, ScanOptions.Default)).WaitAsync(patience);

        Assert.Equal([1, 1], result.Plans.Select(plan => plan.Tally.Hits.Total.Items));
    }

    [Fact]
    public async Task A_stop_is_heard_within_a_pattern_over_long_texts()
    {
        // The pattern has more states than the engine makes quick ones of, so that every text takes long, and all of them some seconds.
        var random = new Random(7);
        using var quick = new MadeSegment(Described(["a"]));
        using var slow = new MadeSegment(Described(Enumerable.Range(0, 1000).Select(_ => Letters(random, FoldedText.Longest))));
        using var scanner = new Scanner(1);
        using var stop = new CancellationTokenSource();
        var (task, ofSlow) = (new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        var run = scanner.Run(
            new([new(quick.Segment, BitSet.All(1)), new(slow.Segment, BitSet.All(1000))], [Matching("(a|b)*a(a|b){200}c")], ScanOptions.Default),
            of =>
            {
                ofSlow += of.Scanned.Segment == slow.Segment ? 1 : 0;
                task.TrySetResult(Path.GetFileName(new FileInfo("/proc/thread-self").ResolveLinkTarget(returnFinalTarget: true)!.FullName));
            },
            stop.Token);
        var thread = await task.Task.WaitAsync(patience);
        var before = ProcessorTicks(thread);
        for (var waiting = Stopwatch.StartNew(); ProcessorTicks(thread) < before + 20; await Task.Delay(5))
            Assert.True(waiting.Elapsed < patience, "The scanner does nothing.");

        before = ProcessorTicks(thread);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(patience));
        // By its own time, since others may have the processors; it goes on while this test waits for one to say "stop" with. All texts would take some seconds.
        Assert.InRange(ProcessorTicks(thread) - before, 0, 100);
        Assert.Equal(0, ofSlow);
    }

    [Fact]
    public async Task Nothing_is_told_after_a_stop_and_the_scanner_goes_on_with_others()
    {
        using var segments = new SomeSegments(701, Folding.Default);
        using var scanner = new Scanner(4);
        ImmutableArray<ScannedSegment> many = [.. Enumerable.Repeat(segments.Scanned, 200).SelectMany(each => each)];
        ImmutableArray<Plan> plans = [.. Enumerable.Repeat(Matching("плит"), 20)];
        for (var moment = 0; moment < 50; moment++)
        {
            using var stop = new CancellationTokenSource();
            var (told, ended) = (0, false);
            var run = scanner.Run(new(many, plans, ScanOptions.Default), _ =>
            {
                Assert.False(Volatile.Read(ref ended));
                if (++told > moment)
                    stop.Cancel();
            }, stop.Token);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(patience));
            Volatile.Write(ref ended, true);
            Assert.InRange(told, moment + 1, many.Length - 1);
        }
        var whole = await scanner.Run(new(segments.Scanned, plans, ScanOptions.Default)).WaitAsync(patience);
        Assert.Equal(segments.Counting.Count(), whole.Examined.Total.Declarations);
    }

    [Fact]
    public async Task A_run_that_waits_for_its_turn_is_stopped_at_once()
    {
        using var segments = new SomeSegments(702, Folding.Default);
        using var scanner = new Scanner(1);
        using var isBusy = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        var other = scanner.Run(new(segments.Scanned, [], ScanOptions.Default), _ =>
        {
            isBusy.Release();
            goOn.Wait(patience);
        });
        Assert.True(await isBusy.WaitAsync(patience));
        using var stop = new CancellationTokenSource();
        var waiting = scanner.Run(new(segments.Scanned, [], ScanOptions.Default), _ => Assert.Fail("It has no turn."), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(patience));
        Assert.False(other.IsCompleted);
        goOn.Set();
        await other.WaitAsync(patience);
    }

    [Fact]
    public async Task A_run_fails_as_its_segment_does()
    {
        using var made = new MadeSegment(new MadeDeclarations(703).Take(50));
        var damaged = made.Path + ".damaged";
        var bytes = File.ReadAllBytes(made.Path);
        bytes[SegmentFormat.HeaderLength]++;
        File.WriteAllBytes(damaged, bytes);
        using var segment = Segment.Open(damaged);
        using var scanner = new Scanner(2);
        var codes = new RiskConditions([], [new(Fields.Get("commodityCode"), Comparison.StartsWith, ["69"], IsExclusion: false, "")]);
        var plan = Plan.Of(codes, AuthorityTree.Empty, Folding.Default);

        await Assert.ThrowsAsync<InvalidSegmentException>(() => scanner.Run(new([new(made.Segment, BitSet.All(50)), new(segment, BitSet.All(50))], [plan], ScanOptions.Default)).WaitAsync(patience));
        made.Segment.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => scanner.Run(new([new(made.Segment, BitSet.All(50))], [plan], ScanOptions.Default)).WaitAsync(patience));
    }

    [Fact]
    public async Task Threads_of_a_scanner_are_nice()
    {
        using var segments = new SomeSegments(704, Folding.Default);
        using var scanner = new Scanner(1);
        var niceness = -1;
        await scanner.Run(new(segments.Scanned, [], ScanOptions.Default), _ => niceness = Niceness()).WaitAsync(patience);

        Assert.Equal(LowPriority.Niceness, niceness);
        Assert.Equal(0, Niceness());

        static int Niceness() => Stat("/proc/thread-self/stat", 19);
    }

    /// <summary>Hundredths of a second that a thread of this process has had.</summary>
    private static int ProcessorTicks(string thread) => Stat($"/proc/self/task/{thread}/stat", 14) + Stat($"/proc/self/task/{thread}/stat", 15);

    /// <summary>One of the things that the kernel says of a thread. The second is its name, in brackets, which can have spaces.</summary>
    private static int Stat(string path, int place) => int.Parse(File.ReadAllText(path).Split(") ")[^1].Split(' ')[place - 3], CultureInfo.InvariantCulture);

    private static Plan Matching(string pattern) =>
        Plan.Of(new([], [new(Fields.Get("goodsDescription"), Comparison.Matches, [pattern], IsExclusion: false, "/riskArea/indicators/0")]), AuthorityTree.Empty, Folding.Default);

    private static IEnumerable<Declaration> Described(IEnumerable<string> texts) => texts.Select((text, i) => new Declaration(
        new("10216110", MadeDeclarations.Month, $"{i:d7}"), 1, FieldValues.Empty, [new(1, new FieldValues.Builder().Add("goodsDescription", text).Build())]));

    private static string Letters(Random random, int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
            text.Append(random.Next(2) == 0 ? 'a' : 'b');
        return text.ToString();
    }
}
