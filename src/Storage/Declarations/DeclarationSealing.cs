using Microsoft.Extensions.Options;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Storage.Declarations;

/// <summary>
/// Seals what has come of a month into a segment: the file is written, flushed and named first, then one transaction enters it in the catalogue and takes the content out of the rows. A crash
/// between leaves a file that nothing names, and it is deleted later.
/// </summary>
internal sealed class DeclarationSealing(
    IDatabase database, SegmentShelf shelf, HitLists hits, IOptions<DeclarationSettings> settings, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<DeclarationSealing> log)
{
    private const int PageSize = 1_000;

    /// <summary>A file that the catalogue does not name may be one that another node is about to enter.</summary>
    private static readonly TimeSpan orphaned = TimeSpan.FromHours(1);

    private static readonly string page = $"""
        {DeclarationRow.Mapping.Query} where d.month = @month and d.segment is null and d.revision <= @most and (d.revision, d.number, d.version) > (@Revision, @Number, @Version)
        order by d.revision, d.number, d.version limit @rows
        """;

    private const string Mark = """
        update declarations set segment = @id, line = null where month = @month and segment is null and (revision, number, version) <= (@Revision, @Number, @Version)
        """;

    private const string Waiting = "select cast(coalesce(sum(items), 0) as bigint) from declarations where month = @month and segment is null";

    private const string Enter = """
        insert into declaration_segments (id, month, file, sha256, items, declarations, folding, live_revision, state, made_at)
        values (@id, @month, @file, @sha256, @items, @declarations, @folding, @revision, 'Live', @now)
        """;

    private const string Named = """
        select file from declaration_segments s
        where state = 'Live' or exists (select 1 from declaration_removals r where r.month = s.month and r.removed_at > @since)
        """;

    /// <summary>Months of which enough has come to fill a segment.</summary>
    /// <param name="items">How many items are enough.</param>
    public Task<List<int>> Due(long items, CancellationToken cancellation) => database.Query(
        connection => connection.List<int>("select month from declarations where segment is null group by month having sum(items) >= @items order by month", new { items }, cancellation), cancellation);

    /// <summary>Seals what is due by the setting.</summary>
    /// <returns>How many segments were made.</returns>
    public Task<int> SealDue(CancellationToken cancellation) => Seal(settings.Value.SealItems, cancellation);

    /// <param name="items">Months with fewer items that are not sealed wait.</param>
    public async Task<int> Seal(long items, CancellationToken cancellation)
    {
        var made = 0;
        foreach (var month in await Due(items, cancellation))
        {
            // What does not fill another segment waits too, unless everything is asked for.
            do
            {
                if (await SealOne(month, cancellation) is null)
                    break;
                made++;
            }
            while (await database.One<long>(Waiting, new { month }, cancellation) >= items);
        }
        return made;
    }

    /// <returns>Null if there was nothing, or another has sealed it meanwhile.</returns>
    private async Task<WrittenSegment?> SealOne(int month, CancellationToken cancellation)
    {
        var day = DeclarationRow.FirstDayOf(month);
        var folding = Folding.Default;
        var writer = new SegmentWriter(day, folding);
        var revision = await database.One<long>("select revision from declaration_data", null, cancellation);
        if (await Gather(writer, month, revision, cancellation) is not { } last)
            return null;

        Directory.CreateDirectory(shelf.Folder);
        var file = $"{day:yyyy-MM}-{Guid.CreateVersion7():N}.segment";
        var written = writer.Write(Path.Combine(shelf.Folder, file));
        var isEntered = false;
        try
        {
            isEntered = await database.Run(
                async (connection, _) =>
                {
                    await DeclarationStore.Lock(connection);
                    var id = await connection.ExecuteScalarAsync<long>("select coalesce(max(id), 0) + 1 from declaration_segments");
                    var marked = await connection.ExecuteAsync(Mark, new { id, month, last.Revision, last.Number, last.Version });
                    if (marked != written.Declarations)
                        throw new SealedMeanwhileException();
                    await connection.ExecuteAsync(Enter, new
                    {
                        id,
                        month,
                        file,
                        sha256 = Convert.ToHexStringLower([.. written.Sha256]),
                        items = (long)written.Items,
                        declarations = (long)written.Declarations,
                        folding = folding.Name,
                        revision,
                        now = clock.GetUtcNow(),
                    });
                    return true;
                },
                cancellation);
            DeclarationLog.Sealed(log, written.Declarations, month, file);
            return written;
        }
        catch (SealedMeanwhileException)
        {
            return null;
        }
        finally
        {
            // Whether it was entered is not known when the storage went away in between; then it is looked at later.
            if (!isEntered && await IsEntered(file) == false)
                File.Delete(written.Path);
        }
    }

    /// <summary>Deletes files that nothing names, or that are of a month which was removed a day ago: whoever still examined it has ended.</summary>
    public async Task<int> DeleteOrphans(CancellationToken cancellation)
    {
        if (!Directory.Exists(shelf.Folder))
            return 0;
        var files = Directory.EnumerateFiles(shelf.Folder).Where(file => DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > orphaned).ToList();
        var since = clock.GetUtcNow() - TimeSpan.FromDays(1);
        var named = (await database.Query(connection => connection.List<string>(Named, new { since }, cancellation), cancellation)).ToHashSet(StringComparer.Ordinal);
        var orphans = files.Where(file => !named.Contains(Path.GetFileName(file))).ToList();
        orphans.ForEach(File.Delete);
        hits.DeleteOrphans((await shelf.Catalogue(cancellation)).Select(row => row.Sha256).ToHashSet(StringComparer.Ordinal), DateTime.UtcNow - orphaned);
        return orphans.Count;
    }

    /// <summary>Rows as they came, which is how they lie.</summary>
    /// <returns>The last of them; null if there are none.</returns>
    private async Task<DeclarationRow?> Gather(SegmentWriter writer, int month, long most, CancellationToken cancellation)
    {
        DeclarationRow? last = null;
        await using var connection = await database.Open(cancellation);
        while (true)
        {
            var after = new { month, most, Revision = last?.Revision ?? 0, Number = last?.Number ?? "", Version = last?.Version ?? 0, rows = PageSize };
            if (await connection.List<DeclarationRow>(page, after, cancellation) is not { Count: > 0 } rows)
                return last;
            var outcomes = (await DeclarationStore.Of(connection, OutcomeRow.Mapping, rows.Select(row => row.Number))).ToLookup(row => row.Number);
            foreach (var row in rows)
            {
                var declaration = DeclarationQueries.With(DeclarationJson.ReadCanonical(row.Line), [.. outcomes[row.Number]]);
                if (!writer.HasRoomFor(declaration))
                    return last;
                writer.Add(declaration, row.Line, row.Hash);
                last = row;
            }
        }
    }

    private async Task<bool?> IsEntered(string file)
    {
        try
        {
            return await database.One<long>("select count(*) from declaration_segments where file = @file", new { file }, CancellationToken.None) > 0;
        }
        catch (Exception failure) when (failure is StorageUnavailableException || database.IsAway(failure))
        {
            return null;
        }
    }

    private sealed class SealedMeanwhileException : Exception;
}

/// <summary>Every segment that the catalogue names can be seen from this node.</summary>
internal sealed class SegmentReadiness(SegmentShelf shelf) : IReadinessCheck
{
    public string Name => "segments";

    public async Task<Phrase?> Check(CancellationToken cancellation)
    {
        var missing = (await shelf.Catalogue(cancellation)).FirstOrDefault(row => !File.Exists(shelf.PathOf(row)));
        return missing is null ? null : new(
            $"The segment of declarations {missing.File} is not in the folder.", $"В каталоге нет сегмента деклараций «{missing.File}».");
    }
}
