using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Declarations;

/// <summary>What a caller wants checked.</summary>
/// <param name="Declaration">In its one way of writing.</param>
/// <param name="Simplified">Whether its value is controlled in the simplified way.</param>
[GenerateSerializer, Alias("check-wish"), Immutable]
public sealed record CheckWish([property: Id(0)] byte[] Declaration, [property: Id(1)] CheckMoment Moment, [property: Id(2)] bool Simplified);

/// <summary>What a check would come to.</summary>
/// <param name="After">The control after it; null where nothing is found and nothing picked.</param>
/// <param name="Repeated">It was done before, as <paramref name="Record"/> says.</param>
public sealed record CheckPreview(Control? After, CheckRecord Record, bool Repeated);

/// <summary>Tries checks; nothing is stored, and nobody learns of it.</summary>
public interface IChecks
{
    Task<Outcome<CheckPreview>> Preview(CheckWish wish, Actor actor, CancellationToken cancellation);
}

/// <summary>What a check comes to: what was known, and what it adds; or that it was done before.</summary>
internal sealed record TriedCheck(Guid Id, Declaration Declaration, Control? Before, CheckDecision? Decision, CheckRecord? Earlier);

/// <summary>Decides checks by what this node holds: the profiles in force, the classifiers, the key of selection.</summary>
internal sealed class Checking(
    IControlStore store,
    ProfilesInForce profiles,
    IReferenceData reference,
    SelectionKey key,
    IOptions<SelectionSettings> settings,
    CheckMetrics metrics,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IChecks
{
    public async Task<Outcome<CheckPreview>> Preview(CheckWish wish, Actor actor, CancellationToken cancellation)
    {
        var outcome = await Try(wish, actor, cancellation);
        if (outcome.IsRefused)
            return outcome.Refusal;
        var (id, _, before, decision, earlier) = outcome.Value;
        if (decision is null)
            return new CheckPreview(before, earlier!, Repeated: true);
        var line = before?.Line ?? 0;
        return new CheckPreview(
            decision.Events.Aggregate(before, (control, each) => each.ApplyTo(control, new EventLine(id, ++line, decision.Record.At, []))), decision.Record, Repeated: false);
    }

    public ProfilesOfDay Profiles => profiles.Today;

    public DaySecret SecretOf(DateOnly day) => key.Of(day);

    /// <summary>What a check would come to now. Nothing is stored.</summary>
    public async Task<Outcome<TriedCheck>> Try(CheckWish wish, Actor actor, CancellationToken cancellation)
    {
        var declaration = DeclarationJson.ReadCanonical(wish.Declaration);
        var (today, snapshot) = (profiles.Today, reference.Current);
        if (ControlPermissions.Refuse(Operation.CheckDeclaration, actor, declaration.Number.Authority, CheckRules.ControlAuthorityOf(declaration), snapshot.Authorities) is { } forbidden)
            return forbidden;

        var id = Control.IdOf(declaration.Number);
        var stored = await store.Read(id, declaration.Number.ToString(), cancellation);
        var control = stored.Fold();
        var asked = new CheckRequest(declaration, DeclarationJson.HashOf(wish.Declaration), wish.Moment, wish.Simplified);
        if (stored.Checks.FirstOrDefault(check => IsTheSame(check, asked)) is { } earlier)
            return new TriedCheck(id, declaration, control, null, earlier);
        if (CheckRules.Refuse(control, stored, asked) is { } refusal)
            return refusal;

        using var span = Activities.StartChecking();
        var began = Stopwatch.GetTimestamp();
        var day = CheckRules.SelectionDay(control, stored.Checks, MoscowDays.Of(clock.GetUtcNow()));
        var decision = CheckRules.Decide(control, asked, new(
            clock.GetUtcNow(), today, snapshot.Classifiers.Measures, day, key.Of(day), key.Id, settings.Value.ControlSamplePercent,
            LineActor.Write(actor, PermissionTable.Of(Operation.CheckDeclaration).RoleOf(actor)), snapshot));
        metrics.Computed(Stopwatch.GetElapsedTime(began), decision.Record.Findings.Undecidable.Length);
        span?.SetTag("rms.items", declaration.Items.Length).SetTag("rms.profiles", today.Count).SetTag("rms.hits", decision.Events.OfType<HitFound>().Count());
        return new TriedCheck(id, declaration, control, decision, null);
    }

    private static bool IsTheSame(CheckRecord check, CheckRequest asked) =>
        check.Version == asked.Declaration.Version && check.Moment == asked.Moment && check.Content.AsSpan().SequenceEqual(asked.Content);
}

/// <summary>How checks go.</summary>
internal sealed class CheckMetrics
{
    private readonly Counter<long> checks;
    private readonly Counter<long> hits;
    private readonly Counter<long> undecidable;
    private readonly Histogram<double> computing;

    public CheckMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Activities.SourceName);
        checks = meter.CreateCounter<long>("rms.checks", "{check}", "Checks of declarations, by what they came to.");
        hits = meter.CreateCounter<long>("rms.checks.hits", "{hit}", "Hits that checks found for the first time.");
        undecidable = meter.CreateCounter<long>("rms.checks.undecidable", "{pattern}", "Patterns that cannot be run, and so left it open whether a profile hits.");
        computing = meter.CreateHistogram<double>("rms.checks.computing_time", "s", "How long the computing of a check takes, without reading and commit.", advice: new()
        {
            HistogramBucketBoundaries = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25],
        });
    }

    public void Computed(TimeSpan time, int open)
    {
        computing.Record(time.TotalSeconds);
        if (open > 0)
            undecidable.Add(open);
    }

    /// <param name="outcome">One of those that <c>docs/operations.md</c> lists.</param>
    public void Ended(string outcome, int found = 0)
    {
        checks.Add(1, new KeyValuePair<string, object?>(CommandTags.Outcome, outcome));
        if (found > 0)
            hits.Add(found);
    }
}
