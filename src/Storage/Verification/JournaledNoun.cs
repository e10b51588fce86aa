using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Storage.Verification;

/// <summary>A noun whose events stand in the journal, and that has a row.</summary>
/// <param name="Table">Of its rows, by their <c>id</c>.</param>
/// <param name="Has">Whether a journal can begin with an event of this name.</param>
/// <param name="Check">What is wrong with one of them.</param>
internal sealed record JournaledNoun(string Table, Func<string, bool> Has, Func<StoredSubject, IEnumerable<Finding>> Check)
{
    public static readonly JournaledNoun Drafts = new("drafts", StoredEvents.Table.Has, DraftCheck.Check);

    public static readonly JournaledNoun Profiles = new("profiles", StoredProfileEvents.Table.Has, ProfileCheck.Check);

    public static readonly ImmutableArray<JournaledNoun> All = [Profiles, Drafts];

    /// <summary>By its first line; without lines, by the row or the entries of the directory that it has. What nobody knows is looked at as a draft.</summary>
    public static JournaledNoun Of(StoredSubject subject) =>
        All.FirstOrDefault(noun => subject.Lines is [var first, ..] ? noun.Has(first.Type) : subject.Rows.ContainsKey(noun.Table))
        ?? (subject.Lines.Count == 0 && subject.Entries.Count > 0 ? Profiles : Drafts);
}
