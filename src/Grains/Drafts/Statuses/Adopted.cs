using System.Collections.Immutable;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Adopted: the draft has become a profile, which has a life of its own. Nothing more happens.</summary>
internal static class Adopted
{
    public static ImmutableArray<string> Possible(Draft draft) => [];

    public static Decision Decide(Draft draft) => draft.Refuse("This is not possible");
}
