using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Storage.Declarations;

/// <summary>Profiles as checks need them. The latest change of the directory is some profile's latest, so one query sees all up to one revision.</summary>
internal sealed class ChangedProfiles(IDatabase database) : IChangedProfiles
{
    private static readonly string heads = $"{DirectoryTables.ProfileRows.Query} where p.revision > @revision";

    /// <summary>All that ever bore a content: a profile that changes between the two queries still has the line that its head names.</summary>
    private static readonly string lines =
        $"""
        {JournalTables.LineRows.Query} join profiles p on p.id = l.subject
        where p.revision > @revision and l.type in ('{StoredProfileEvents.Table.NameOf<ProfileRegistered>()}', '{StoredProfileEvents.Table.NameOf<ProfileUpdated>()}')
        """;

    public Task<IReadOnlyCollection<ChangedProfile>> After(long revision, CancellationToken cancellation) => database.Query<IReadOnlyCollection<ChangedProfile>>(
        async connection =>
        {
            var changed = await connection.List<ProfileHead>(heads, new { revision }, cancellation);
            if (changed.Count == 0)
                return [];
            var bearing = (await connection.List<JournalLine>(lines, new { revision }, cancellation)).ToDictionary(line => (line.Subject, line.Line));
            return [.. changed.Select(head => new ChangedProfile(head, bearing[(head.Id.Value, head.ContentLine)]))];
        },
        cancellation);
}
