using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Rules.Tests.Registers;

/// <summary>Entries of Baltic Customs, who works with them, and what is given with a step; by whatever register it is.</summary>
internal static class EntryStage
{
    public static readonly AuthorityCode Baltic = new("10216000");
    public static readonly AuthorityCode NorthWest = new("10200000");
    public static readonly AuthorityCode Beside = new("10210000");

    public static readonly DateTimeOffset Start = new(2026, 3, 10, 12, 0, 0, TimeSpan.FromHours(3));

    public static readonly EntryPerson Person = new("responsible", "И. Орлова");

    private static readonly TimeZoneInfo moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public static EntryCircumstances At(DateTimeOffset now, Actor actor) => new(
        now, actor, [1, 2, 3, 4], new TermPlace(moscow, ProductionCalendar.Embedded, OpeningHours.Usual), (code, above) => code == above || (above == NorthWest && code == Baltic), Sealer,
        ImmutableSortedDictionary<string, string>.Empty.Add("open", EntryListing.Of([]).Write()).Add("unread", EntryListing.Of([]).Write()));

    public static Sealer Sealer { get; } = new([new byte[Sealer.KeyBytes]]);

    public static Actor Official(Role role, AuthorityCode authority, string subject = "somebody") => new(subject, "Somebody", authority, null, [role]);

    /// <summary>Somebody whom the right names.</summary>
    public static Actor Holder(KindRight right) => Official(
        right.Held.First(), right.Of switch { KindScope.Own => Baltic, KindScope.Above or KindScope.Giver => NorthWest, KindScope.Fcs => AuthorityCode.Fcs }, Person.Subject);

    public static string Sample(KindField field) => field.Type switch
    {
        FieldType.Text => "Текст",
        FieldType.Date => "2026-03-01",
        FieldType.Moment => "2026-03-09T10:15:00+03:00",
        FieldType.Money => "1250.50",
        FieldType.WholeNumber => "7",
        FieldType.Number => "12.5",
        FieldType.Month => "2026-11",
        FieldType.Choice => field.Values[0].Code,
        FieldType.Code => "0803900000",
        FieldType.Authority => Beside.Value,
        FieldType.Trader => "7701234567",
        FieldType.YesNo => "true",
        FieldType.File => new string('a', 64),
        FieldType.Entries => EntryListing.Of([]).Write(),
        FieldType.Figures => new EntryFigures([]).Write(),
    };

    public static ImmutableSortedDictionary<string, string> Values(RegisterKind kind, IEnumerable<string> names) =>
        names.ToImmutableSortedDictionary(name => name, name => Sample(kind.Field(name)!), StringComparer.Ordinal);

    public static AddEntry Registration(RegisterKind kind) => new(
        Baltic, Values(kind, kind.Fields.Where(field => field.Given is null && (field.Required || field.RequiredWhen is not null)).Select(field => field.Name)),
        SignedOn: kind.Registration.Signed ? new DateOnly(2026, 3, 9) : null)
    {
        Computed = kind.Fields.Any(field => field.Given == FieldSource.Research) ? Values(kind, kind.Fields.Where(field => field.Given == FieldSource.Research).Select(field => field.Name)) : null,
    };

    /// <summary>With all that the step asks for.</summary>
    public static TakeStep Step(RegisterKind kind, KindTransition step) => new(
        step.Route, Values(kind, step.Asks),
        step.Paper ? new EntryPaper("17", new DateOnly(2026, 3, 9)) : null,
        step.Reason ? "Так решено" : null,
        step.Assigns ? Person : null,
        step.Spreads is null ? null : [new(Baltic), new(Baltic, Person)]);

    public static Entry Registered(RegisterKind kind)
    {
        var decided = EntryRules.Decide(null, Registration(kind), kind, At(Start, Holder(kind.Registration.By)));
        Assert.Null(decided.Refusal);
        return Fold(null, Number(decided, kind));
    }

    public static EntryDecision Number(EntryDecision decision, RegisterKind kind, long serial = 1) => decision with
    {
        Events = [.. decision.Events.Select(happened => happened is EntryRegistered registered ? EntryRules.Numbered(registered, kind, serial, new DateOnly(2026, 3, 10)) : happened)],
    };

    public static Entry Fold(Entry? entry, EntryDecision decision, DateTimeOffset? at = null)
    {
        foreach (var happened in decision.Events)
            entry = happened.ApplyTo(entry, new(Guid.Empty, (entry?.Line ?? 0) + 1, at ?? Start, []));
        return entry!;
    }
}
