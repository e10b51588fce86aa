using System.Text;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Profiles;

/// <summary>Profiles, read from the read model and the journal. No grain is woken.</summary>
internal sealed class ProfileQueries(IReadDatabase database, ProfileVisibility visibility)
{
    /// <summary>Null if there is none, or if the caller may not know of it.</summary>
    public async Task<ProfileHead?> Find(RegistrationNumber number, Actor actor, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { number });
        var sql = $"{DirectoryTables.ProfileRows.Query} where p.number = @number and {visibility.Where(actor, parameters)}";
        return await database.One<ProfileHead>(sql, parameters, cancellation);
    }

    /// <summary>The number of the profile that a draft has become; null if it has not.</summary>
    public async Task<RegistrationNumber?> Of(DraftId draft, CancellationToken cancellation)
    {
        return await database.One<RegistrationNumber?>("select number from profiles where draft = @draft", new { draft }, cancellation);
    }

    /// <summary>The profiles that these drafts have become, by draft.</summary>
    public async Task<IReadOnlyDictionary<DraftId, RegistrationNumber>> Of(ImmutableArray<DraftId> drafts, CancellationToken cancellation)
    {
        if (drafts.IsEmpty)
            return ImmutableDictionary<DraftId, RegistrationNumber>.Empty;

        var parameters = new DynamicParameters();
        var sql = $"select draft, number from profiles where draft in ({parameters.OneByOne("draft", drafts)})";
        var rows = await database.List<(DraftId Draft, RegistrationNumber Number)>(sql, parameters, cancellation);
        return rows.ToDictionary(row => row.Draft, row => row.Number);
    }

    /// <inheritdoc cref="Of(ImmutableArray{DraftId}, CancellationToken)"/>
    public Task<IReadOnlyDictionary<DraftId, RegistrationNumber>> Of(IReadOnlyCollection<DraftHead> rows, CancellationToken cancellation)
    {
        ImmutableArray<DraftId> adopted = [.. rows.Where(row => row.Status == DraftStatus.Adopted).Select(row => row.Id)];
        return Of(adopted, cancellation);
    }

    /// <summary>Those of these profiles that the caller may know of.</summary>
    public async Task<IEnumerable<ProfileHead>> Find(ImmutableArray<RegistrationNumber> numbers, Actor actor, CancellationToken cancellation)
    {
        if (numbers.IsEmpty)
            return [];

        var parameters = new DynamicParameters();
        var sql = $"{DirectoryTables.ProfileRows.Query} where p.number in ({parameters.OneByOne("number", numbers)}) and {visibility.Where(actor, parameters)}";
        return await database.List<ProfileHead>(sql, parameters, cancellation);
    }

    /// <summary>Newest first; one row more than <paramref name="limit"/> if there is a next page.</summary>
    public async Task<List<ProfileHead>> Page(ProfileFilter filter, Actor actor, long? after, int limit, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { limit = limit + 1 });
        var sql = new StringBuilder($"{DirectoryTables.ProfileRows.Query} where {visibility.Where(actor, parameters)}");

        sql.And(parameters, "p.status = @status", "status", filter.Status?.ToString());
        sql.And(parameters, "p.territory = @territory", "territory", filter.Territory?.ToString());
        sql.And(parameters, "p.kind = @kind", "kind", filter.Kind?.ToString());
        sql.And(parameters, "p.area = @area", "area", filter.Area);
        sql.And(parameters, "p.serial < @after", "after", after);
        if (filter.Flag is { } flag)
            sql.And(parameters, ProfileFlags.Flagged, "flag", flag.ToString());
        if (filter.Authority is { } authority)
            sql.Append(" and ").Append(visibility.AppliesTo(authority, parameters));
        sql.Append(" order by p.serial desc limit @limit");

        return await database.List<ProfileHead>(sql.ToString(), parameters, cancellation);
    }

    /// <summary>The line that bears a version, which must be one of the profile's.</summary>
    public async Task<JournalLine> Version(ProfileId id, int version, CancellationToken cancellation)
    {
        var sql =
            $"""
            select {JournalTables.LineRows.Fields}
            from directory_entries e join journal_lines l on l.subject = e.profile and l.line = e.line
            where e.profile = @id and e.version = @version and e.change in ('ProfileRegistered', 'ProfileUpdated')
            """;
        return (await database.List<JournalLine>(sql, new { id, version }, cancellation)).Single();
    }

    /// <summary>Whether it was updated, or its end was decided, at or after a moment.</summary>
    public async Task<bool> IsDecidedSince(ProfileId id, DateTimeOffset at, CancellationToken cancellation) => await database.One<long>(
        "select count(*) from directory_entries where profile = @id and at >= @at and change in ('ProfileUpdated', 'ProfileCancellationDecided', 'ProfileCancelled')", new { id, at }, cancellation) > 0;

    /// <summary>Its lines in order, up to the one that the answer's tag names.</summary>
    public Task EachLine(ProfileId id, int last, Action<JournalLine> see, CancellationToken cancellation) => database.EachLine(id.Value, last, see, cancellation);

    /// <summary>A page of them, behind a line.</summary>
    public Task<BoundedRows<JournalLine>> Lines(ProfileId id, int after, int last, int limit, CancellationToken cancellation) =>
        database.ReadLines(id.Value, after, last, limit, cancellation);
}

/// <summary>Which profiles a list shows; <paramref name="Authority"/>: those that apply to it.</summary>
internal sealed record ProfileFilter(ProfileStatus? Status, Territory? Territory, ProfileKind? Kind, AuthorityCode? Authority)
{
    public ProfileFlag? Flag { get; init; }

    /// <summary>The code of the risk area that it names.</summary>
    public string? Area { get; init; }
}
