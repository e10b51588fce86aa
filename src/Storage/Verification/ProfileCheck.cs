using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Storage.Verification;

/// <summary>A profile: its journal, and its row, its number and its changes in the directory against the fold of that journal.</summary>
internal static class ProfileCheck
{
    public static IEnumerable<Finding> Check(StoredSubject subject)
    {
        var where = $"profile {subject.Id}";
        if (subject.Lines.Count == 0)
            return [new Finding(where, $"it has {(subject.Profile is null ? "entries in the directory" : "a row in profiles")}, but no line in the journal")];

        var findings = JournalCheck.Check(where, subject.Lines).ToList();
        if (subject.Profile is null)
            findings.Add(new Finding(where, "it has lines in the journal, but no row in profiles"));
        if (subject.Draft is not null)
            findings.Add(new Finding(where, "it stands in drafts as well"));
        try
        {
            findings.AddRange(AgainstFold(where, subject, FoldedProfile.Of(new ProfileId(subject.Id), subject.Lines)));
        }
        catch (Exception failure) when (FoldFailures.IsOne(failure))
        {
            findings.Add(new Finding(where, $"its journal cannot be read: {failure.Message}"));
        }
        return findings;
    }

    private static IEnumerable<Finding> AgainstFold(string where, StoredSubject subject, FoldedProfile folded)
    {
        if (subject.Profile is { } row)
        {
            var head = folded.Heads[^1] with { Revision = subject.Entries.Select(entry => entry.Row.Number("revision")).DefaultIfEmpty().Max() };
            foreach (var difference in row.Differences(DirectoryTables.ProfileRows.Values(head)))
                yield return new Finding(where, $"column {difference}");
            if (row.Is("number", head.Number.ToString()))
            {
                foreach (var finding in new NumberedLine(head.Number, 1, subject.Lines[0]).Check(where, subject.Registration))
                    yield return finding;
            }
        }
        foreach (var finding in Entries(where, subject, folded.Heads))
            yield return finding;
    }

    /// <summary>What the directory says of a line but for its revision and its link: those its certificate covers.</summary>
    private static IEnumerable<(string Column, object? Value)> Expected(JournalLine line, ProfileHead head) =>
        DirectoryTables.EntryRows.Values(new DirectoryEntry(
            0, head.Id, line.Line, line.Type, head.Status, head.Version, head.ValidFrom, head.ValidTo, line.Hash, line.At, [], []))
        .Where(each => each.Column is not ("revision" or "hash"));

    private static IEnumerable<Finding> Entries(string where, StoredSubject subject, ImmutableArray<ProfileHead> heads)
    {
        var before = ImmutableArray<AuthorityCode>.Empty;
        foreach (var (line, head) in subject.Lines.Zip(heads))
        {
            var here = $"{where}, line {line.Line}";
            if (subject.Entries.FirstOrDefault(entry => entry.Row.Is("line", line.Line)) is not { } entry)
            {
                yield return new Finding(here, "the directory has no revision for it");
            }
            else
            {
                here = $"{here}, directory revision {entry.Row.Number("revision")}";
                foreach (var difference in entry.Row.Differences(Expected(line, head)))
                    yield return new Finding(here, $"column {difference}");
                if (!entry.Scope.SetEquals(EntryScope.Of(before, head.Scope).Select(scope => (scope.Authority.Value, scope.Applies))))
                    yield return new Finding(here, "whom it concerns is not what the journal says");
            }
            before = head.Scope;
        }
        foreach (var entry in subject.Entries.Where(entry => entry.Row.Number("line") > heads.Length))
            yield return new Finding($"{where}, directory revision {entry.Row.Number("revision")}", $"the journal has no line {entry.Row.Number("line")}");
    }
}

/// <summary>How a profile stood after each of its lines.</summary>
internal sealed record FoldedProfile(ImmutableArray<ProfileHead> Heads)
{
    public static FoldedProfile Of(ProfileId id, IEnumerable<JournalLine> lines)
    {
        Profile? profile = null;
        var heads = ImmutableArray.CreateBuilder<ProfileHead>();
        foreach (var line in lines)
        {
            profile = StoredProfileEvents.Table.Apply(profile, line);
            heads.Add(ProfileHead.Of(profile));
        }
        return new FoldedProfile(heads.DrainToImmutable());
    }
}
