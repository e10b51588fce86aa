using System.Collections.Frozen;
using System.Text.RegularExpressions;
using RmsOrleans.Declarations.Conditions;

namespace RmsOrleans.Declarations.Matching;

/// <summary>A condition that several profiles may share, ready to be tested on folded values. Whether it excludes is a matter of the profile.</summary>
internal sealed class Atom
{
    private readonly AuthorityTree authorities;
    private readonly FrozenSet<string> texts = FrozenSet<string>.Empty;
    private readonly ImmutableArray<string> starts;
    private readonly ImmutableArray<NumberRange> ranges;
    private readonly Regex? pattern;

    public Atom(int index, Condition condition, AuthorityTree authorities, Folding folding)
    {
        (Index, Field, Comparison, Other, this.authorities) = (index, condition.Field, condition.Comparison, condition.Other, authorities);
        var prepared = new PreparedCondition(condition, folding);
        (starts, ranges, pattern) = ([.. prepared.Texts.Distinct(StringComparer.Ordinal)], prepared.Ranges, prepared.Pattern);
        if (Comparison is Comparison.Equals or Comparison.OneOf)
            texts = starts.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Among all atoms of an index.</summary>
    public int Index { get; }

    public Field Field { get; }

    public Comparison Comparison { get; }

    public Field? Other { get; }

    /// <summary>The values or leading parts by which a profile can be found; null where the condition says nothing that could be looked up.</summary>
    public ImmutableArray<string>? Keys => !Field.IsNumber && (Comparison is Comparison.Equals or Comparison.OneOf || (Comparison == Comparison.StartsWith && Field.Form == FieldForm.Digits)) ? starts : null;

    /// <summary>How dear a test is, for the order of testing.</summary>
    public int Cost => Comparison == Comparison.Matches ? 100 : Other is not null ? 3 : Field.Repeated != Repeated.None ? 2 : 1;

    /// <summary>Of an item with its head; of things any.</summary>
    public Verdict Of(FoldedValues head, FoldedValues item)
    {
        var side = Side(Field, head, item);
        if (Field.Repeated == Repeated.None)
            return OfThing(side, head, item);
        var most = Verdict.No;
        foreach (var thing in side.Things[(int)Field.Repeated])
            most = (Verdict)Math.Max((int)most, (int)OfThing(thing, head, item));
        return most;
    }

    /// <summary>Of one thing, or of the side itself where the field is no property of a thing.</summary>
    public Verdict OfThing(FoldedValues values, FoldedValues head, FoldedValues item)
    {
        if (!values.Has(Field))
            return Verdict.No;
        return Comparison switch
        {
            Comparison.Exists => Verdict.Yes,
            Comparison.Matches => pattern is null ? Verdict.Undecided : Said(pattern.IsMatch(values.Text(Field))),
            Comparison.StartsWith => Said(Begins(values.Text(Field))),
            Comparison.EqualsField or Comparison.DiffersFromField => Said(Other is not null && Compares(values, Side(Other, head, item))),
            Comparison.Equals or Comparison.OneOf or Comparison.LessThan or Comparison.LessOrEqual or Comparison.GreaterThan or Comparison.GreaterOrEqual or Comparison.Between =>
                Said(Field.IsNumber ? IsInRange(values.Number(Field)) : IsOneOf(values.Text(Field))),
        };
    }

    private static FoldedValues Side(Field field, FoldedValues head, FoldedValues item) => field.Part == Part.Head ? head : item;

    private static Verdict Said(bool holds) => holds ? Verdict.Yes : Verdict.No;

    private bool Begins(string text)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private bool IsInRange(long number)
    {
        foreach (var range in ranges)
        {
            if (range.Has(number))
                return true;
        }
        return false;
    }

    private bool IsOneOf(string text)
    {
        if (texts.Contains(text))
            return true;
        if (!Field.IsAuthority)
            return false;
        foreach (var above in starts)
        {
            if (authorities.IsWithin(text, above))
                return true;
        }
        return false;
    }

    private bool Compares(FoldedValues values, FoldedValues side)
    {
        if (Other!.Repeated == Repeated.None)
            return side.Has(Other) && AreEqual(values, side) == (Comparison == Comparison.EqualsField);
        foreach (var thing in side.Things[(int)Other.Repeated])
        {
            if (thing.Has(Other) && AreEqual(values, thing) == (Comparison == Comparison.EqualsField))
                return true;
        }
        return false;
    }

    private bool AreEqual(FoldedValues values, FoldedValues others) => Field.IsNumber
        ? values.Number(Field) == others.Number(Other!)
        : string.Equals(values.Text(Field), others.Text(Other!), StringComparison.Ordinal);
}
