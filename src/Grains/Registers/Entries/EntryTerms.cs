using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>What a step or the registration does to the terms of an entry.</summary>
internal static class EntryTerms
{
    /// <param name="values">What stands in the open after it.</param>
    public static ImmutableArray<TermChange> AtRegistration(RegisterKind kind, AddEntry command, DateTimeOffset receivedAt, IReadOnlyDictionary<string, string> values, EntryCircumstances at) =>
        [.. kind.Registration.Starts.Select(code => Start(kind.Term(code)!, values, new(at.Now, receivedAt, command.SignedOn, at)))];

    /// <summary>First what ends, then what stands still or goes on, then what begins; a term that begins while it runs begins anew.</summary>
    public static ImmutableArray<TermChange> OfStep(RegisterKind kind, KindTransition step, Entry entry, TakeStep command, IReadOnlyDictionary<string, string> values, EntryCircumstances at)
    {
        var changes = ImmutableArray.CreateBuilder<TermChange>();
        var ends = step.To is { } to && kind.State(to) is { End: true };
        foreach (var (code, ledger) in entry.Running)
        {
            var isMet = step.Ends.Contains(code);
            if (isMet)
                changes.Add(new(code, TermEvent.Met, at.Now));
            if (step.Drops.Contains(code) || (ends && !(isMet && ledger.Rule.Recurs is null)))
                changes.Add(new(code, TermEvent.Ended, at.Now));
            else if (!isMet && step.Suspends.Contains(code) && CanTake(ledger, TermEvent.Suspended, at))
                changes.Add(new(code, TermEvent.Suspended, at.Now));
            else if (!isMet && step.Resumes.Contains(code) && CanTake(ledger, TermEvent.Resumed, at))
                changes.Add(new(code, TermEvent.Resumed, at.Now));
        }
        foreach (var code in step.Starts)
            changes.Add(Start(kind.Term(code)!, values, new(entry.RegisteredAt, entry.ReceivedAt, command.Paper?.Date ?? entry.SignedOn, at)));
        return changes.ToImmutable();
    }

    public static TermExplanation Explain(TermLedger ledger, EntryCircumstances at) => TermCounting.Explain(ledger, at.Place);

    private static bool CanTake(TermLedger ledger, TermEvent what, EntryCircumstances at) => ledger.Fault(new TermLine(what, at.Now), Explain(ledger, at)) is null;

    private static TermChange Start(KindTerm term, IReadOnlyDictionary<string, string> values, Moments moments) =>
        new(term.Code, TermEvent.Started, moments.Of(term.From), term.RuleFor(values));

    /// <summary>What terms are counted from. A day of signing is its first moment, by the clock of the authority.</summary>
    private sealed record Moments(DateTimeOffset Registered, DateTimeOffset Received, DateOnly? Signed, EntryCircumstances At)
    {
        public DateTimeOffset Of(KindEvent from) => from switch
        {
            KindEvent.Registration => Registered,
            KindEvent.Receipt => Received,
            KindEvent.Signing => At.Place.Zones.StartOf(Signed ?? At.Today),
            KindEvent.Step => At.Now,
        };
    }
}
