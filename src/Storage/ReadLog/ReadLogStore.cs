using System.Diagnostics;
using System.Diagnostics.Metrics;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Storage.ReadLog;

/// <summary>
/// Who read the content of what. It only grows, and by the same text for both databases. What comes while a group is being written is the next group, so that many readers share one wait for
/// the disk, and whoever registers meets one short statement for all of them. Each note belongs to a request in hand, which bounds how many wait.
/// </summary>
internal sealed class ReadLogStore
{
    private const int MostInAGroup = 100;

    private static readonly string[] columns = ReadRow.Columns.Split(", ");

    private readonly IDatabase database;
    private readonly ReadLogMetrics metrics;
    private readonly BatchQueue<ReadNote, bool> groups;

    public ReadLogStore(IDatabase database, ReadLogMetrics metrics)
    {
        (this.database, this.metrics) = (database, metrics);
        groups = new(MostInAGroup, Write);
    }

    /// <summary>Ends when the note is on disk. Notes that come while others are written go in together.</summary>
    /// <exception cref="StorageUnavailableException">Nothing is known to be noted, so nothing may be shown.</exception>
    public Task Note(ReadNote note) => groups.Add(note);

    private async Task<ImmutableArray<bool>> Write(ImmutableArray<ReadNote> group, IEnumerable<ActivityContext> callers)
    {
        var parameters = new DynamicParameters();
        for (var i = 0; i < group.Length; i++)
            Add(parameters, i, group[i]);
        var rows = group.Select((_, i) => $"({string.Join(", ", columns.Select(column => $"@{column}{i}"))})");
        var sql = $"insert into read_log ({ReadRow.Columns}) values {string.Join(", ", rows)}";
        await database.Run((connection, _) => connection.ExecuteAsync(sql, parameters), CancellationToken.None);
        metrics.Noted(group.Length);
        return [.. group.Select(_ => true)];
    }

    private static void Add(DynamicParameters parameters, int i, ReadNote note)
    {
        parameters.Add($"at{i}", note.At);
        parameters.Add($"what{i}", note.What.StoredName());
        parameters.Add($"subject{i}", note.Subject);
        parameters.Add($"number{i}", note.Number?.ToString());
        parameters.Add($"part{i}", note.Part);
        parameters.Add($"reader{i}", note.Reader.Subject);
        parameters.Add($"name{i}", note.Reader.Name);
        parameters.Add($"authority{i}", note.Reader.Authority.Value);
        parameters.Add($"unit{i}", note.Reader.Unit);
        parameters.Add($"roles{i}", string.Join(',', note.Reader.Roles.Select(role => role.Name())));
    }
}

/// <summary>Who read the content of what.</summary>
/// <param name="Subject">The draft or the profile; null for the directory.</param>
/// <param name="Part">What of it, such as <c>version 2</c>; null for all.</param>
internal sealed record ReadNote(DateTimeOffset At, Operation What, DraftId? Subject, RegistrationNumber? Number, string? Part, Actor Reader);

/// <summary>How many readings were noted.</summary>
internal sealed class ReadLogMetrics(IMeterFactory meters)
{
    private readonly Counter<long> noted =
        meters.Create(Activities.SourceName).CreateCounter<long>("rms.read_log.notes", "{note}", "Readings of content that were noted.");

    public void Noted(int count) => noted.Add(count);
}
