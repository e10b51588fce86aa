using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Rules.Tests.Registers;

/// <summary>Registers that nobody would think of: ways back, steps that stay, terms that start anew, stand still and come again. One seed is one register.</summary>
internal static class GeneratedKinds
{
    public static RegisterKind Of(int seed)
    {
        var chance = new Random(seed);
        KindText Name(string what, int i) => new($"{what} №{i}", $"{what} {i}");
        KindRight Right() => new(
            [Pick("registrar", "case-officer", "authority-head", "duty-officer")], Pick(KindScope.Own, KindScope.Own, KindScope.Above, KindScope.Fcs), Responsible: false);
        T Pick<T>(params T[] from) => from[chance.Next(from.Length)];
        ImmutableArray<string> Some(IEnumerable<string> from) => [.. from.Where(_ => chance.Next(3) == 0)];

        var states = Enumerable.Range(0, chance.Next(2, 7)).Select(i => $"s{i}").ToArray();
        var terms = Enumerable.Range(0, chance.Next(0, 5)).Select(i => $"t{i}").ToArray();
        FieldType[] types = [.. Enum.GetValues<FieldType>().Except([FieldType.Entries, FieldType.Figures])];
        ImmutableArray<KindField> fields = [.. Enumerable.Range(0, chance.Next(1, 7)).Select(i =>
        {
            var type = Pick(types);
            return new KindField($"f{i}", Name("Поле", i), type, Required: chance.Next(3) == 0, Secret: chance.Next(4) == 0, Personal: chance.Next(4) == 0,
                Values: type == FieldType.Choice ? [new("one", Name("Один", 1)), new("two", Name("Два", 2))] : []);
        })];

        var kindTerms = terms.Select((code, i) =>
        {
            var recurs = chance.Next(4) == 0;
            var clock = !recurs && chance.Next(4) == 0;
            var unit = clock ? Pick(SpanUnit.Minutes, SpanUnit.Hours, SpanUnit.WorkingHours) : Pick(SpanUnit.CalendarDays, SpanUnit.WorkingDays, SpanUnit.Months, SpanUnit.Years);
            return new KindTerm(
                code, Name("Срок", i),
                recurs ? null : new TermSpan(chance.Next(1, 20), unit),
                recurs ? new TermRecurrence(Pick(Recurring.Month, Recurring.Quarter, Recurring.Year), chance.Next(1, 32)) : null,
                clock || unit == SpanUnit.WorkingDays ? TermRoll.Next : Pick(TermRoll.Next, TermRoll.Preceding, TermRoll.AsItFalls),
                clock ? TermStart.DayAfter : Pick(TermStart.DayAfter, TermStart.SameDay),
                Pick(KindEvent.Registration, KindEvent.Receipt),
                Extensions: recurs ? [] : [.. Enumerable.Range(0, chance.Next(3)).Select(_ => new KindExtension(new(chance.Next(1, 10), unit), Right(), chance.Next(2) == 0))],
                Suspension: recurs ? null : Right());
        }).ToArray();

        ImmutableArray<string> standing = [.. kindTerms.Where(term => term.Recurs is null).Select(term => term.Code)];
        KindTransition Step(int i, IEnumerable<string> from, string? to)
        {
            var ends = Some(terms);
            var drops = Some(terms.Except(ends));
            var suspends = Some(standing.Except(ends).Except(drops));
            var asks = Some(fields.Select(field => field.Name));
            return new KindTransition(
                $"r{i}", Name("Шаг", i), [.. from], Right(), to, asks, Some(fields.Select(field => field.Name).Except(asks)),
                Paper: chance.Next(2) == 0, Reason: chance.Next(3) == 0, Assigns: chance.Next(3) == 0,
                Starts: to == states[^1] ? [] : Some(terms), Ends: ends, Drops: drops, Suspends: suspends, Resumes: Some(standing.Except(ends).Except(drops).Except(suspends)));
        }

        var open = states[..^1];
        var steps = open.Select((state, i) => Step(i, Some(open).Append(state).Distinct(), states[i + 1])).ToList();
        for (var i = chance.Next(5); i > 0; i--)
            steps.Add(Step(steps.Count, Some(open).Append(Pick(open)).Distinct(), Pick([.. open.Cast<string?>(), null])));

        return new RegisterKind(
            $"generated-{seed}", Name("Реестр", seed), new(2026, 1, 1), new(Scope: Pick(NumberScope.Authority, NumberScope.Fcs)), fields,
            [.. states.Select((code, i) => new KindState(code, Name("Состояние", i), End: i == states.Length - 1))],
            new KindRegistration(Right(), [.. terms], Signed: chance.Next(2) == 0), [.. steps], [.. kindTerms]);
    }
}
