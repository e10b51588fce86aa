using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Trials;

/// <summary>Lets this node's scanner examine segments, and makes of what it says what trial runs keep.</summary>
internal sealed class TrialScans(TrialFiles files, TrialSnapshots snapshots, TrialOverlaps overlaps, OutcomeScans outcomes, Scanner scanner, IReferenceData reference, TrialMetrics metrics) : ITrialScans
{
    private static readonly Field goods = Fields.Get("commodityCode");
    private static readonly Field origin = Fields.Get("originCountry");
    private static readonly Field trader = Fields.Get("traderTaxId");

    /// <summary>Of what was examined last: the next segment is nearly always asked of the same.</summary>
    private readonly ConcurrentDictionary<string, Plan> plans = new(StringComparer.Ordinal);

    /// <summary>What takes longer at ordinary priority would keep others from their answers.</summary>
    private static readonly TimeSpan mostAhead = TimeSpan.FromMilliseconds(700);

    public Task<TrialSnapshot> Snapshot(TrialId run, TrialQuestion question, Action<TrialSnapshot>? known, CancellationToken cancellation) =>
        snapshots.Take(run, question.From, question.To, question, known, cancellation);

    public void Forget(TrialId run)
    {
        overlaps.Forget(run);
        files.Delete(run);
    }

    public async Task<TrialTally> Examine(TrialId run, TrialQuestion question, TrialSegment segment, CancellationToken stop)
    {
        using var span = Activities.StartExamining($"{run}", segment.Id);
        var began = Stopwatch.GetTimestamp();
        var scanned = await files.Scanned(run, segment, stop);
        var opened = scanned.Segment;
        using var hold = opened.Hold();
        if (question.Suggest is { } asked)
        {
            var past = await outcomes.Examine(scanned, question, asked, stop);
            metrics.Examined(opened.Items, Stopwatch.GetElapsedTime(began));
            return past;
        }
        var options = OptionsOf(question);
        var (tally, hits) = await Scan(question, scanned, options, isAwaited: false, stop);
        if (question.Sight is not null)
            tally = await overlaps.Add(tally, run, question, segment, scanned, options, hits, stop);
        metrics.Examined(opened.Items, Stopwatch.GetElapsedTime(began));
        span?.SetTag("rms.items", opened.Items).SetTag("rms.hits", tally.Cells.Sum(cell => cell.HitDeclarations)).SetTag("rms.compared", tally.Overlaps.Length);
        return tally;
    }

    public async Task<TrialTally> Look(TrialId run, TrialQuestion question, TrialSegment segment, CancellationToken stop)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(mostAhead);
        var scanned = await files.Scanned(run, segment, soon.Token);
        using var hold = scanned.Segment.Hold();
        return (await Scan(question, scanned, OptionsOf(question), isAwaited: true, soon.Token)).Found;
    }

    private async Task<(TrialTally Found, BitSet Hits)> Scan(TrialQuestion question, ScannedSegment scanned, ScanOptions options, bool isAwaited, CancellationToken stop)
    {
        SegmentResult? found = null;
        var folding = scanned.Segment.Folding;
        await scanner.Run(new([scanned], [PlanOf(question, options.Register, folding)], options), result => found = result, stop, isAwaited);
        var hits = found!.Plans[0].Hits!;
        // Samples are told of a run that is done.
        var samples = isAwaited ? [] : Samples(scanned.Segment, hits, new(RiskAreaConditions.Of(question.RiskArea), options.Register, folding));
        return (TallyOf(found) with { Samples = samples }, hits.Declarations);
    }

    private ScanOptions OptionsOf(TrialQuestion question) => new()
    {
        FirstDay = question.From,
        LastDay = question.To,
        Authorities = [.. question.Authorities.Select(authority => authority.Value)],
        Register = reference.Current.Authorities.Tree,
        WithFunnel = true,
        WithHits = true,
        CountedValues = [goods, origin, trader],
    };

    private Plan PlanOf(TrialQuestion question, AuthorityTree register, Folding folding)
    {
        const int most = 64;
        if (plans.Count > most)
            plans.Clear();
        return plans.GetOrAdd($"{question.ContentHash} {register.Revision} {folding.Name}", _ => Plan.Of(RiskAreaConditions.Of(question.RiskArea), register, folding));
    }

    private static TrialTally TallyOf(SegmentResult result)
    {
        var plan = result.Plans[0];
        var hits = plan.Tally.Hits;
        var cells =
            from examined in result.Examined.Cells
            let hit = hits.Cells.GetValueOrDefault(examined.Key)
            select new TrialCell(examined.Key.From, examined.Key.Authority, examined.Value.Declarations, examined.Value.Items, hit.Declarations, hit.Items, hit.ValueRoubles);
        return new()
        {
            Cells = [.. cells],
            Steps = [.. plan.Funnel.Steps.Select(step => new TrialStep(
                step.Field, step.IsExclusion, step.Remaining.Declarations, step.Remaining.Items, [.. step.Conditions.Select(each => new TrialCondition(each.Source, each.Holds.Items))]))],
            Goods = Values(plan.Values[0]),
            Origins = Values(plan.Values[1]),
            Traders = Values(plan.Values[2]),
            Outcomes = new(hits.Controlled.Declarations, hits.Controlled.DeclarationsWithFinding, hits.Controlled.PaymentsRoubles, hits.Controlled.Hours),
            Undecided = plan.Tally.Undecided.Declarations,
        };
    }

    private static ImmutableArray<TrialValue> Values(ValueCounts counts) =>
        [.. counts.Items.Select(each => new TrialValue(each.Key, each.Value)).OrderBy(value => value.Value, StringComparer.Ordinal)];

    /// <summary>By the hash of the number, so that a sample is spread over months and authorities, and is the same whoever scans.</summary>
    private static ImmutableArray<TrialSample> Samples(Segment segment, HitList hits, Meaning meaning)
    {
        var chosen = hits.Declarations.Indexes
            .Select(declaration => (Declaration: declaration, Order: OrderOf(segment.NumberOf(declaration))))
            .OrderBy(each => each.Order).Take(TrialTally.MostSamples).ToDictionary(each => each.Declaration, each => each.Order);
        var items = hits.IsOfHeadOnly
            ? chosen.Keys.ToLookup(declaration => declaration, _ => 0)
            : hits.Items.Indexes.Select(row => ItemPlace.Of(segment, row)).Where(place => chosen.ContainsKey(place.Declaration)).ToLookup(place => place.Declaration, place => place.Item);
        return
        [
            .. chosen.OrderBy(each => each.Value).Select(each => new TrialSample(
                each.Value, segment.NumberOf(each.Key), segment.VersionOf(each.Key), segment.AuthorityOf(each.Key), [.. items[each.Key].Order()],
                Verdicts(meaning.Of(DeclarationJson.ReadCanonical(segment.SourceOf(each.Key))), items[each.Key].Min()))),
        ];
    }

    private static ImmutableArray<TrialVerdict> Verdicts(DeclarationVerdict declaration, int item) =>
    [
        .. declaration.Items.First(each => each.Number == item).Conditions.Select(each => new TrialVerdict(
            each.Condition.Source, each.Condition.Field.Name, each.Condition.IsExclusion, each.Verdict switch { Verdict.Yes => true, Verdict.No => false, Verdict.Undecided => null })),
    ];

    private static long OrderOf(string number)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(number), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
