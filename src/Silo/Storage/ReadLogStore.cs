using Dapper;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Actors;

namespace RmsOrleans.Silo.Storage;

/// <summary>
/// The same text for both databases. What comes while a group is being written is the next group, so that many readers share one wait for
/// the disk, and whoever registers meets one short statement for all of them. Each note belongs to a request in hand, which bounds how many wait.
/// </summary>
internal sealed class ReadLogStore(IDatabase database, ReadLogMetrics metrics) : IReadLog
{
    private const int MostInAGroup = 100;

    private const string Columns = "at, what, subject, number, part, reader, name, authority, unit, roles";

    private readonly Lock gate = new();
    private readonly Queue<Waiting> waiting = new();
    private bool isWriting;

    public Task Note(ReadNote note)
    {
        var mine = new Waiting(note);
        lock (gate)
        {
            waiting.Enqueue(mine);
            if (isWriting)
                return mine.Written.Task;
            isWriting = true;
        }
        _ = WriteUntilEmpty();
        return mine.Written.Task;
    }

    private async Task WriteUntilEmpty()
    {
        while (Next() is { Count: > 0 } group)
        {
            try
            {
                await Write(group);
                metrics.Noted(group.Count);
                group.ForEach(each => each.Written.SetResult());
            }
            catch (Exception failure)
            {
                group.ForEach(each => each.Written.SetException(failure));
            }
        }
    }

    private List<Waiting> Next()
    {
        lock (gate)
        {
            var group = new List<Waiting>();
            while (group.Count < MostInAGroup && waiting.TryDequeue(out var each))
                group.Add(each);
            isWriting = group.Count > 0;
            return group;
        }
    }

    private Task<int> Write(List<Waiting> group)
    {
        var parameters = new DynamicParameters();
        for (var i = 0; i < group.Count; i++)
            Add(parameters, i, group[i].Note);
        var rows = group.Select((_, i) => $"(@at{i}, @what{i}, @subject{i}, @number{i}, @part{i}, @reader{i}, @name{i}, @authority{i}, @unit{i}, @roles{i})");
        var sql = $"insert into read_log ({Columns}) values {string.Join(", ", rows)}";
        return database.Run((connection, _) => connection.ExecuteAsync(sql, parameters), CancellationToken.None);
    }

    private static void Add(DynamicParameters parameters, int i, ReadNote note)
    {
        parameters.Add($"at{i}", note.At);
        parameters.Add($"what{i}", note.What.Id());
        parameters.Add($"subject{i}", note.Subject);
        parameters.Add($"number{i}", note.Number?.ToString());
        parameters.Add($"part{i}", note.Part);
        parameters.Add($"reader{i}", note.Reader.Subject);
        parameters.Add($"name{i}", note.Reader.Name);
        parameters.Add($"authority{i}", note.Reader.Authority.Value);
        parameters.Add($"unit{i}", note.Reader.Unit);
        parameters.Add($"roles{i}", string.Join(',', note.Reader.Roles.Select(role => role.Name())));
    }

    private sealed record Waiting(ReadNote Note)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
