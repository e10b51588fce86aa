using System.Collections.Concurrent;
using System.Collections.Frozen;
using RmsOrleans.Declarations.Conditions;

namespace RmsOrleans.Declarations.Matching;

/// <summary>
/// Profiles, compiled together, so that one declaration is tried against all of them at once: each profile stands under its most selective key, and is
/// looked at only where a declaration has that key. It says of every declaration what <see cref="Meaning"/> says. Immutable, and safe for many threads.
/// </summary>
public sealed class ProfileIndex
{
    private readonly Folding folding;
    private readonly AuthorityTree authorities;
    private readonly CompiledProfile[] always;
    private readonly KeyedField[] keyed;
    private readonly int atoms;
    private readonly int count;
    private readonly ConcurrentQueue<Workspace> idle = new();

    private ProfileIndex(Folding folding, AuthorityTree authorities, CompiledProfile[] always, KeyedField[] keyed, int atoms, int count) =>
        (this.folding, this.authorities, this.always, this.keyed, this.atoms, this.count) = (folding, authorities, always, keyed, atoms, count);

    /// <summary>How many profiles have no key: they are tried on every declaration.</summary>
    public int WithoutKey => always.Length;

    /// <summary>How many profiles there are, with those that software never finds.</summary>
    public int Count => count;

    /// <summary>A hit names a profile by its place in <paramref name="profiles"/>.</summary>
    public static ProfileIndex Build(IReadOnlyList<RiskConditions> profiles, AuthorityTree authorities, Folding folding)
    {
        var atoms = new AtomTable(authorities, folding);
        var always = new List<CompiledProfile>();
        var keyed = new Dictionary<Field, Dictionary<string, List<CompiledProfile>>>();
        for (var i = 0; i < profiles.Count; i++)
        {
            if (profiles[i].FindNothing)
                continue;
            var profile = Compile(i, profiles[i], atoms);
            if (ProfileKey.BestOf(profile) is not { } key)
            {
                always.Add(profile);
                continue;
            }
            if (!keyed.TryGetValue(key.Field, out var byValue))
                keyed[key.Field] = byValue = new(StringComparer.Ordinal);
            foreach (var value in key.Values)
            {
                if (!byValue.TryGetValue(value, out var found))
                    byValue[value] = found = [];
                found.Add(profile);
            }
        }
        return new(folding, authorities, [.. always], [.. keyed.Select(each => new KeyedField(each.Key, each.Value))], atoms.Count, profiles.Count);
    }

    /// <summary>What hits a declaration, in the order of profiles and items.</summary>
    public Matches Match(Declaration declaration)
    {
        var work = idle.TryDequeue(out var waiting) ? waiting : new(atoms, count);
        try
        {
            return Match(declaration, work);
        }
        finally
        {
            idle.Enqueue(work);
        }
    }

    private Matches Match(Declaration declaration, Workspace work)
    {
        work.Begin();
        var head = FoldedValues.Of(declaration.Head, folding);
        var ofHead = work.Candidates;
        ofHead.Clear();
        work.NextLook();
        foreach (var profile in always)
            work.Add(profile);
        foreach (var field in keyed)
        {
            if (field.Field.Part == Part.Head)
                field.Find(head, authorities, work);
        }
        var shared = ofHead.Count;

        work.Tested.NextDeclaration();
        for (var i = 0; i < shared; i++)
        {
            if (ofHead[i].IsOfHeadOnly)
                work.Say(ofHead[i], 0, ofHead[i].Of(head, FoldedValues.None, work.Tested));
        }
        foreach (var item in declaration.Items)
        {
            var values = FoldedValues.Of(item.Values, folding);
            ofHead.RemoveRange(shared, ofHead.Count - shared);
            work.NextLook();
            foreach (var field in keyed)
            {
                if (field.Field.Part == Part.Item)
                    field.Find(values, authorities, work);
            }
            work.Tested.NextItem();
            foreach (var profile in ofHead)
            {
                if (!profile.IsOfHeadOnly)
                    work.Say(profile, item.Number, profile.Of(head, values, work.Tested));
            }
        }
        return work.End();
    }

    private static CompiledProfile Compile(int index, RiskConditions conditions, AtomTable atoms)
    {
        var groups = conditions.Groups.Select(group => group.Select(atoms.Of).OrderBy(atom => atom.Cost).ToArray()).OrderBy(group => group.Max(atom => atom.Cost)).ToArray();
        return new()
        {
            Index = index,
            IsOfHeadOnly = conditions.AreOfHeadOnly,
            Groups = [.. groups.Where(group => group[0].Field.Repeated == Repeated.None)],
            Things = [.. groups.Where(group => group[0].Field.Repeated != Repeated.None).GroupBy(group => group[0].Field.Repeated, (kind, all) => (kind, Fields.Of(kind)[0].Part, all.ToArray()))],
            Exclusions = [.. conditions.Exclusions.Select(atoms.Of).OrderBy(atom => atom.Cost)],
        };
    }

    /// <summary>The profiles that are found by the values of one field.</summary>
    private sealed class KeyedField(Field of, Dictionary<string, List<CompiledProfile>> byValue)
    {
        private readonly FrozenDictionary<string, CompiledProfile[]> profiles = byValue.ToFrozenDictionary(each => each.Key, each => each.Value.ToArray(), StringComparer.Ordinal);

        public Field Field => of;

        public void Find(FoldedValues values, AuthorityTree authorities, Workspace work)
        {
            if (of.Repeated == Repeated.None)
                FindOne(values, authorities, work);
            else
            {
                foreach (var thing in values.Things[(int)of.Repeated])
                    FindOne(thing, authorities, work);
            }
        }

        private void FindOne(FoldedValues values, AuthorityTree authorities, Workspace work)
        {
            if (!values.Has(of))
                return;
            var text = values.Text(of);
            if (of.IsAuthority)
            {
                foreach (var above in authorities.Above(text))
                    Take(above, work);
            }
            if (of.Form == FieldForm.Digits)
            {
                var byPrefix = profiles.GetAlternateLookup<ReadOnlySpan<char>>();
                for (var length = 0; length < text.Length; length++)
                {
                    if (byPrefix.TryGetValue(text.AsSpan(0, length), out var found))
                        Take(found, work);
                }
            }
            Take(text, work);
        }

        private void Take(string value, Workspace work)
        {
            if (profiles.TryGetValue(value, out var found))
                Take(found, work);
        }

        private static void Take(CompiledProfile[] found, Workspace work)
        {
            foreach (var profile in found)
                work.Add(profile);
        }
    }

    /// <summary>Conditions that ask the same are one atom.</summary>
    private sealed class AtomTable(AuthorityTree authorities, Folding folding)
    {
        private readonly Dictionary<string, Atom> known = new(StringComparer.Ordinal);

        public int Count => known.Count;

        public Atom Of(Condition condition)
        {
            var name = string.Join('\0', [condition.Field.Name, condition.Comparison.ToString(), .. condition.Values]);
            return known.TryGetValue(name, out var atom) ? atom : known[name] = new(known.Count, condition, authorities, folding);
        }
    }

    /// <summary>What one thread needs while it tries a declaration; used again by the next.</summary>
    private sealed class Workspace(int atoms, int profiles)
    {
        private readonly int[] looked = new int[profiles];
        private readonly List<ProfileHit> hits = [];
        private readonly List<ProfileHit> undecided = [];
        private int look, headLook;

        public Tested Tested { get; } = new(atoms);

        public List<CompiledProfile> Candidates { get; } = [];

        public void Begin()
        {
            hits.Clear();
            undecided.Clear();
            if (look > int.MaxValue / 2)
            {
                Array.Clear(looked);
                look = 0;
            }
            headLook = look + 1;
        }

        /// <summary>From here on a profile is taken once more, unless the head has brought it.</summary>
        public void NextLook() => look++;

        public void Add(CompiledProfile profile)
        {
            ref var last = ref looked[profile.Index];
            if (last == look || last == headLook)
                return;
            last = look;
            Candidates.Add(profile);
        }

        public void Say(CompiledProfile profile, int item, Verdict verdict)
        {
            if (verdict == Verdict.Yes)
                hits.Add(new(profile.Index, item));
            else if (verdict == Verdict.Undecided)
                undecided.Add(new(profile.Index, item));
        }

        public Matches End()
        {
            hits.Sort();
            undecided.Sort();
            return new([.. hits], [.. undecided]);
        }
    }
}

/// <summary>What hits a declaration.</summary>
/// <param name="Undecided">Where a pattern that cannot run leaves it open.</param>
public sealed record Matches(ImmutableArray<ProfileHit> Hits, ImmutableArray<ProfileHit> Undecided);

/// <summary>A profile, by its place in the index, and the item that it hits; 0 is the consignment as a whole.</summary>
public readonly record struct ProfileHit(int Profile, int Item) : IComparable<ProfileHit>
{
    public int CompareTo(ProfileHit other) => (Profile, Item).CompareTo((other.Profile, other.Item));

    public static bool operator <(ProfileHit left, ProfileHit right) => left.CompareTo(right) < 0;

    public static bool operator >(ProfileHit left, ProfileHit right) => left.CompareTo(right) > 0;

    public static bool operator <=(ProfileHit left, ProfileHit right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ProfileHit left, ProfileHit right) => left.CompareTo(right) >= 0;
}
