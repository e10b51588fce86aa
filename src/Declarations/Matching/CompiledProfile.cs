using RmsOrleans.Declarations.Conditions;

namespace RmsOrleans.Declarations.Matching;

/// <summary>What a profile asks, as atoms in the order in which they are best tested.</summary>
internal sealed class CompiledProfile
{
    public required int Index { get; init; }

    /// <summary>Whether it hits the consignment as a whole.</summary>
    public required bool IsOfHeadOnly { get; init; }

    /// <summary>The alternatives of each field that there is once.</summary>
    public required Atom[][] Groups { get; init; }

    /// <summary>For each kind of thing the alternatives of its properties: all groups must hold on one thing.</summary>
    public required (Repeated Kind, Part Part, Atom[][] Groups)[] Things { get; init; }

    public required Atom[] Exclusions { get; init; }

    public Verdict Of(FoldedValues head, FoldedValues item, Tested tested)
    {
        var least = Verdict.Yes;
        foreach (var alternatives in Groups)
        {
            least = Least(least, Any(alternatives, head, item, tested));
            if (least == Verdict.No)
                return Verdict.No;
        }
        foreach (var (kind, part, groups) in Things)
        {
            least = Least(least, OnOneThing((part == Part.Head ? head : item).Things[(int)kind], groups, head, item));
            if (least == Verdict.No)
                return Verdict.No;
        }
        foreach (var exclusion in Exclusions)
        {
            least = Least(least, Verdict.Yes - (int)tested.Of(exclusion, head, item));
            if (least == Verdict.No)
                return Verdict.No;
        }
        return least;
    }

    private static Verdict Any(Atom[] alternatives, FoldedValues head, FoldedValues item, Tested tested)
    {
        var most = Verdict.No;
        foreach (var atom in alternatives)
        {
            most = Most(most, tested.Of(atom, head, item));
            if (most == Verdict.Yes)
                break;
        }
        return most;
    }

    private static Verdict OnOneThing(FoldedValues[] things, Atom[][] groups, FoldedValues head, FoldedValues item)
    {
        var most = Verdict.No;
        foreach (var thing in things)
        {
            var least = Verdict.Yes;
            foreach (var alternatives in groups)
            {
                var any = Verdict.No;
                foreach (var atom in alternatives)
                    any = Most(any, atom.OfThing(thing, head, item));
                least = Least(least, any);
            }
            most = Most(most, least);
        }
        return most;
    }

    private static Verdict Least(Verdict one, Verdict other) => one < other ? one : other;

    private static Verdict Most(Verdict one, Verdict other) => one > other ? one : other;
}

/// <summary>What the atoms have said of the item in hand, and those of the head of the declaration in hand: each is tested once.</summary>
internal sealed class Tested(int atoms)
{
    private const int Bits = 2;

    private readonly int[] said = new int[atoms];
    private int ofHead, ofItem;

    public void NextDeclaration() => ofHead = ofItem = Next();

    public void NextItem() => ofItem = Next();

    public Verdict Of(Atom atom, FoldedValues head, FoldedValues item)
    {
        var turn = atom.Field.Part == Part.Head && atom.Other is not { Part: Part.Item } ? ofHead : ofItem;
        if (said[atom.Index] >> Bits == turn)
            return (Verdict)(said[atom.Index] & ((1 << Bits) - 1));
        var verdict = atom.Of(head, item);
        said[atom.Index] = (turn << Bits) | (int)verdict;
        return verdict;
    }

    /// <summary>The last turn that was given; after so many that they no longer fit all is forgotten.</summary>
    private int turns;

    private int Next()
    {
        if (++turns < int.MaxValue >> Bits)
            return turns;
        Array.Clear(said);
        return turns = ofHead = 1;
    }
}
