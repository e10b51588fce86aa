using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Declarations;

/// <summary>Decide, save. The control of a declaration is asked a few times in its life, so each call reads what is stored and nothing is remembered.</summary>
internal sealed class ControlGrain(
    IControlStore store,
    Checking checking,
    IReferenceData reference,
    CheckMetrics metrics,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    ILogger<ControlGrain> log) : Grain, IControlGrain
{
    private string Number => this.DeclarationNumber();

    public Task<Outcome<ControlReceipt>> Check(CheckWish wish, Actor actor) => UntilSaved(async () =>
    {
        var tried = await checking.Try(wish, actor, CancellationToken.None);
        if (tried.IsRefused)
        {
            Ended("refused", wish, null);
            return tried.Refusal;
        }
        var (id, declaration, before, decision, _) = tried.Value;
        if (decision is null)
        {
            Ended("repeated", wish, null);
            return new ControlReceipt(before?.Line ?? 0, Repeated: true);
        }

        var append = ControlAppend.Of(id, before, decision.Events, decision.Record.Actor, decision.Record.At, decision.Record) with
        {
            Brought = new(actor, declaration, []),
        };
        if (!await store.Append(append))
            return null;
        Ended(OutcomeOf(decision), wish, decision);
        return new ControlReceipt(append.Head?.LastLine ?? 0, Repeated: false);
    });

    public Task<Outcome<ControlReceipt>> Execute(ControlCommand command, Actor actor, RequestConditions conditions) => UntilSaved(async () =>
    {
        var stored = await Read();
        if (Begun(stored) is not var (control, events))
            return NotFound;
        switch (Decide(control, command, actor, conditions))
        {
            case ControlDecision.Refused refused:
                return refused.Refusal;
            case ControlDecision.DoneBefore:
                return new ControlReceipt(control.Line, Repeated: true);
            case ControlDecision.Happens happens:
                var append = ControlAppend.Of(
                    control.Id, stored.Fold(), events.Add(happens.Event).Bearing(conditions.Key), LineActor.Write(actor, ControlPermissions.RoleFor(command, actor)), clock.GetUtcNow(), null) with
                {
                    Brought = happens.Event is MeasureEntered or ResultRecorded ? Learned(control, happens.Event, actor) : null,
                };
                if (!await store.Append(append))
                    return null;
                return new ControlReceipt(append.Head!.LastLine, Repeated: false);
            case var unknown:
                throw new InvalidOperationException($"Unhandled decision type {unknown.GetType().Name}.");
        }
    });

    public Task<Outcome<ControlReceipt>> Try(ControlCommand command, Actor actor, RequestConditions conditions) => Attempts.Tried<ControlReceipt>(async () =>
    {
        if (Begun(await Read()) is not var (control, _))
            return NotFound;
        return Decide(control, command, actor, conditions) switch
        {
            ControlDecision.Refused refused => refused.Refusal,
            var decided => new ControlReceipt(control.Line, Repeated: decided is ControlDecision.DoneBefore),
        };
    });

    private static string OutcomeOf(CheckDecision decision) => decision.Record switch
    {
        { Hits: > 0 } => "hit",
        { Sampled: true } => "sampled",
        _ => "clear",
    };

    /// <summary>Counts it, and tells it on the span of the call, if its trace is recorded.</summary>
    private void Ended(string outcome, CheckWish wish, CheckDecision? decision)
    {
        var found = decision?.Events.OfType<HitFound>().Count() ?? 0;
        metrics.Ended(outcome, found);
        if (CommandCall.Span is not { } span)
            return;
        span.SetTag(CommandTags.Command, "Check").SetTag(CommandTags.Outcome, outcome).SetTag("rms.declaration", Number).SetTag("rms.moment", $"{wish.Moment}");
        if (decision is not null)
            span.SetTag("rms.hits", found).SetTag(CommandTags.DecidedBy, $"authorities {decision.Record.Register}, directory {decision.Record.Directory}");
    }

    /// <summary>Null where no measure was applied yet.</summary>
    private static BroughtByControl? Learned(Control control, ControlEvent happened, Actor actor) =>
        ControlOutcomes.Of(happened.ApplyTo(control, new EventLine(control.Id, control.Line + 1, control.ChangedAt, []))) is { IsEmpty: false } outcomes ? new(actor, null, outcomes) : null;

    private static Refusal NotFound => new(RefusalReason.NotFound, "No such declaration was checked.", "Такая декларация не проверялась.");

    private ControlDecision Decide(Control control, ControlCommand command, Actor actor, RequestConditions conditions) =>
        ControlRules.Decide(control, command, new(actor, conditions, reference.ForDecision(), checking.Profiles, checking.SecretOf, clock.GetUtcNow()));

    private Task<StoredControl> Read() => RmsOrleans.Declarations.DeclarationNumber.TryParse(Number, out var number)
        ? store.Read(Control.IdOf(number), number.ToString(), CancellationToken.None)
        : Task.FromResult(new StoredControl([], [], Versions.None));

    /// <summary>What commands are decided on. Where no check has found anything, control begins with the first of them, as the last check left it.</summary>
    private static (Control Control, ImmutableArray<ControlEvent> Events)? Begun(StoredControl stored)
    {
        if (stored.Fold() is { } known)
            return (known, []);
        if (stored.Checks is not [.., var last])
            return null;
        var begins = new DeclarationChecked(
            last.Number, last.Version, last.Moment, Convert.ToHexStringLower(last.Content), last.Authority, last.ControlAuthority, last.SelectionDay, last.Directory, last.Register,
            last.SelectionKey, last.Sampled, LowRisk: false);
        var number = RmsOrleans.Declarations.DeclarationNumber.TryParse(last.Number, out var parsed) ? parsed : throw new InvalidOperationException($"'{last.Number}' is no number of a declaration.");
        return (begins.Begin(new EventLine(Control.IdOf(number), 0, last.At, [])), [begins]);
    }

    /// <param name="decideAndSave">Null when others were quicker; then it is decided again.</param>
    private Task<Outcome<ControlReceipt>> UntilSaved(Func<Task<Outcome<ControlReceipt>?>> decideAndSave) => Attempts.UntilSaved(decideAndSave, Contended);

    private Refusal Contended()
    {
        log.ControlMovedOnTooOften(Number, Attempts.Most);
        return new(
            RefusalReason.Contended,
            "The control is being changed by others at this moment; nothing was done. Ask again.",
            "Контроль в данный момент изменяют другие; ничего не выполнено. Повторите запрос.");
    }
}

/// <summary>The control of one declaration.</summary>
[Alias("control")]
public interface IControlGrain : IGrainWithStringKey
{
    /// <summary>Checks it against the profiles in force, and records that. The same again is answered as done.</summary>
    [Alias("check")]
    Task<Outcome<ControlReceipt>> Check(CheckWish wish, Actor actor);

    /// <summary>Decides what an official does, and stores it.</summary>
    [Alias("execute")]
    Task<Outcome<ControlReceipt>> Execute(ControlCommand command, Actor actor, RequestConditions conditions);

    /// <summary>Whether the command would be done. Nothing is stored.</summary>
    [Alias("try")]
    Task<Outcome<ControlReceipt>> Try(ControlCommand command, Actor actor, RequestConditions conditions);
}

/// <summary>Where the control stands after a call.</summary>
/// <param name="Line">The last of its journal; 0 where there is none.</param>
/// <param name="Repeated">It was done before.</param>
[GenerateSerializer, Alias("control-receipt"), Immutable]
public sealed record ControlReceipt([property: Id(0)] int Line, [property: Id(1)] bool Repeated);

/// <summary>Controls of declarations as grains.</summary>
public static class ControlGrains
{
    private const string Prefix = "declaration/";

    public static IControlGrain Control(this IGrainFactory grains, DeclarationNumber declaration) => grains.GetGrain<IControlGrain>(Prefix + declaration);

    internal static string DeclarationNumber(this IControlGrain grain) => grain.Tail(Prefix);
}

/// <summary>Log events of controls, with stable ids.</summary>
internal static partial class ControlLog
{
    [LoggerMessage(1201, LogLevel.Warning, "The control of declaration {Declaration} moved on {Times} times while something was decided; the caller was turned away.")]
    public static partial void ControlMovedOnTooOften(this ILogger log, string declaration, int times);
}
