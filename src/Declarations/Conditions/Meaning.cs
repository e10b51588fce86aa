using System.Text.RegularExpressions;

namespace RmsOrleans.Declarations.Conditions;

/// <summary>Whether something holds. In this order the least is what all give, the most what one of several gives.</summary>
public enum Verdict
{
    No,

    /// <summary>A pattern that cannot run was asked.</summary>
    Undecided,

    Yes,
}

/// <summary>
/// What a risk area means, written once and plainly: one declaration at a time, with the verdict of each condition. Whatever is faster is tested against this.
/// </summary>
/// <remarks>
/// Source: Orders on risk profiles speak of conditions in general terms; what is decided here in detail stands in <c>docs/declarations.md</c>.
/// </remarks>
public sealed class Meaning
{
    private readonly RiskConditions conditions;
    private readonly ImmutableArray<ImmutableArray<Test>> groups;
    private readonly ImmutableArray<Test> exclusions;

    public Meaning(RiskConditions conditions, AuthorityTree authorities, Folding folding)
    {
        this.conditions = conditions;
        groups = [.. conditions.Groups.Select(group => group.Select(condition => new Test(condition, authorities, folding)).ToImmutableArray())];
        exclusions = [.. conditions.Exclusions.Select(condition => new Test(condition, authorities, folding))];
    }

    /// <summary>Where each condition stands whose pattern cannot run.</summary>
    public ImmutableArray<string> Undecided => [.. groups.SelectMany(group => group).Concat(exclusions).Where(test => test.CannotRun).Select(test => test.Condition.Source)];

    public DeclarationVerdict Of(Declaration declaration)
    {
        if (conditions.FindNothing)
            return new(Verdict.No, []);
        ImmutableArray<ItemVerdict> items = conditions.AreOfHeadOnly
            ? [OfItem(0, new(declaration.Head, FieldValues.Empty))]
            : [.. declaration.Items.Select(item => OfItem(item.Number, new(declaration.Head, item.Values)))];
        return new(items.Select(item => item.Verdict).DefaultIfEmpty().Max(), items);
    }

    private ItemVerdict OfItem(int number, Subject subject)
    {
        // Fields of one thing must hold on the same one, so all groups of a kind of thing are asked together.
        var holds = groups.GroupBy(group => group[0].Condition.Field.Repeated)
            .Select(kind => kind.Key == Repeated.None ? All(kind, subject) : subject.Things(kind.Key).Select(thing => All(kind, subject with { Thing = thing })).DefaultIfEmpty().Max());
        var excluded = exclusions.Select(test => test.OfAnyThing(subject)).DefaultIfEmpty().Max();
        return new(
            number,
            Least(holds.DefaultIfEmpty(Verdict.Yes).Min(), Not(excluded)),
            [.. groups.SelectMany(group => group).Concat(exclusions).Select(test => new ConditionVerdict(test.Condition, test.OfAnyThing(subject)))]);
    }

    private static Verdict All(IEnumerable<ImmutableArray<Test>> groups, Subject subject) =>
        groups.Select(alternatives => alternatives.Max(test => test.Of(subject))).Min();

    private static Verdict Least(Verdict one, Verdict other) => one < other ? one : other;

    private static Verdict Not(Verdict verdict) => Verdict.Yes - (int)verdict;

    /// <summary>An item with its declaration's head, and of a thing that there are several of the one that is looked at.</summary>
    private sealed record Subject(FieldValues Head, FieldValues Item, FieldValues? Thing = null)
    {
        public FieldValues Side(Field field) => field.Part == Part.Head ? Head : Item;

        public IEnumerable<FieldValues> Things(Repeated kind) => Side(Fields.Of(kind)[0]).Of(kind);
    }

    /// <summary>A condition, ready to be asked.</summary>
    private sealed class Test
    {
        private readonly AuthorityTree authorities;
        private readonly Folding folding;
        private readonly ImmutableArray<string> texts = [];
        private readonly ImmutableArray<NumberRange> ranges = [];
        private readonly Regex? pattern;

        public Test(Condition condition, AuthorityTree authorities, Folding folding)
        {
            (Condition, this.authorities, this.folding) = (condition, authorities, folding);
            if (condition.Comparison is Comparison.Exists or Comparison.EqualsField or Comparison.DiffersFromField)
                return;
            if (condition.Field.IsNumber)
                ranges = NumberRange.Of(condition);
            else if (condition.Comparison == Comparison.Matches)
                pattern = Patterns.Compile(condition.Values[0], condition.Field, folding);
            else
                texts = [.. condition.Values.Select(value => Fold(value, condition.Field))];
        }

        public Condition Condition { get; }

        public bool CannotRun => Condition.Comparison == Comparison.Matches && pattern is null;

        /// <summary>Of the thing that is looked at.</summary>
        public Verdict Of(Subject subject) => Of(subject, subject.Thing is null ? subject.Side(Condition.Field).All(Condition.Field) : subject.Thing[Condition.Field] is { } value ? [value] : []);

        /// <summary>Of any thing: so an exclusion is meant, and what a person is shown.</summary>
        public Verdict OfAnyThing(Subject subject) => Of(subject, subject.Side(Condition.Field).All(Condition.Field));

        private Verdict Of(Subject subject, IEnumerable<FieldValue> values) => values.Select(value => OfValue(subject, value)).DefaultIfEmpty().Max();

        private Verdict OfValue(Subject subject, FieldValue value) => Condition.Comparison switch
        {
            Comparison.Exists => Verdict.Yes,
            Comparison.EqualsField => OthersOf(subject).Any(other => AreEqual(value, other)) ? Verdict.Yes : Verdict.No,
            Comparison.DiffersFromField => OthersOf(subject).Any(other => !AreEqual(value, other)) ? Verdict.Yes : Verdict.No,
            Comparison.Matches => pattern is null ? Verdict.Undecided : pattern.IsMatch(Fold(value.Text, Condition.Field)) ? Verdict.Yes : Verdict.No,
            Comparison.StartsWith => Fold(value.Text, Condition.Field) is var text && texts.Any(start => text.StartsWith(start, StringComparison.Ordinal)) ? Verdict.Yes : Verdict.No,
            Comparison.Equals or Comparison.OneOf or Comparison.LessThan or Comparison.LessOrEqual or Comparison.GreaterThan or Comparison.GreaterOrEqual or Comparison.Between =>
                (Condition.Field.IsNumber ? ranges.Any(range => range.Has(value.Number.Millionths)) : IsOneOf(Fold(value.Text, Condition.Field))) ? Verdict.Yes : Verdict.No,
        };

        private bool IsOneOf(string text) =>
            Condition.Field.IsAuthority ? texts.Any(above => authorities.IsWithin(text, above)) : texts.Contains(text, StringComparer.Ordinal);

        private IEnumerable<FieldValue> OthersOf(Subject subject) => Condition.Other is { } other ? subject.Side(other).All(other) : [];

        private bool AreEqual(FieldValue one, FieldValue other) => Condition.Field.IsNumber
            ? one.Number == other.Number
            : string.Equals(Fold(one.Text, Condition.Field), Fold(other.Text, Condition.Other!), StringComparison.Ordinal);

        private string Fold(string text, Field field) => FoldedText.Fold(text, field, folding);
    }
}

/// <summary>Whether a declaration is hit, and of each item why.</summary>
public sealed record DeclarationVerdict(Verdict Verdict, ImmutableArray<ItemVerdict> Items)
{
    /// <summary>The items that are hit; 0 is the consignment as a whole.</summary>
    public IEnumerable<int> Hits => Items.Where(item => item.Verdict == Verdict.Yes).Select(item => item.Number);
}

/// <summary>Whether an item is hit, with the verdict of each condition: of any thing of which there are several.</summary>
public sealed record ItemVerdict(int Number, Verdict Verdict, ImmutableArray<ConditionVerdict> Conditions);

/// <summary>Whether a condition holds; an exclusion that holds keeps the item from being hit.</summary>
public sealed record ConditionVerdict(Condition Condition, Verdict Verdict);
