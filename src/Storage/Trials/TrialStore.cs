using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Storage.Trials;

/// <summary>Trial runs, as they were asked for, as far as they have come, and as they ended.</summary>
internal sealed class TrialStore(IDatabase database) : ITrialStore
{
    private const string IsOpen = "id = @Id and ended_at is null";

    /// <summary>How many of a person's runs are listed.</summary>
    private const int Most = 100;

    public Task<TrialRun?> Find(TrialId id, CancellationToken cancellation) => database.Query(
        async connection => (await connection.One<TrialRow>($"select {TrialRow.Columns}, progress as Progress, result as Result from trial_runs where id = @Id", new { Id = id.ToString() }, cancellation))?.ToRun(),
        cancellation);

    /// <summary>Those that somebody asked for, the newest first, without what they found.</summary>
    public Task<IReadOnlyList<TrialRun>> Of(TrialAsker asker, CancellationToken cancellation) => database.Query<IReadOnlyList<TrialRun>>(
        async connection => (await connection.List<TrialRow>(
            $"select {TrialRow.Columns} from trial_runs where asked_by = @Authority and subject = @Subject order by asked_at desc, id desc limit @Most",
            new { asker.Authority, asker.Subject, Most },
            cancellation)).ConvertAll(row => row.ToRun()),
        cancellation);

    /// <summary>Those that have not ended.</summary>
    public Task<IReadOnlyList<TrialId>> Open(CancellationToken cancellation) => database.Query<IReadOnlyList<TrialId>>(
        async connection => (await connection.List<string>("select id from trial_runs where ended_at is null", null, cancellation)).ConvertAll(id => new TrialId(Guid.Parse(id))),
        cancellation);

    /// <summary>How many have not ended, and when the first of them was asked for.</summary>
    public Task<UnendedTrials> Unended(CancellationToken cancellation) => database.Query(
        async connection => (await connection.One<UnendedTrials>("select count(*) as Count, min(asked_at) as Oldest from trial_runs where ended_at is null", null, cancellation))!, cancellation);

    public Task Add(TrialRun asked, CancellationToken cancellation) => database.Run(
        (connection, _) => connection.ExecuteAsync(
            """
            insert into trial_runs (id, status, asked_by, subject, name, asked_at, draft, profile, content_hash, question)
            values (@Id, @Status, @AskedBy, @Subject, @Name, @AskedAt, @Draft, @Profile, @ContentHash, @Question) on conflict (id) do nothing
            """,
            TrialRow.Of(asked)),
        cancellation);

    public Task Checkpoint(TrialRun run, CancellationToken cancellation) => database.Run(
        (connection, _) => connection.ExecuteAsync($"update trial_runs set status = @Status, progress = @Progress where {IsOpen}",
            new { Id = run.Id.ToString(), Status = run.Status.ToString(), Progress = StoredTrials.Write(run.Progress!) }),
        cancellation);

    public Task End(TrialRun run, CancellationToken cancellation) => database.Run(
        (connection, _) => connection.ExecuteAsync(
            $"update trial_runs set status = @Status, ended_at = @EndedAt, progress = null, result = @Result, result_hash = @ResultHash where {IsOpen}", TrialRow.Of(run)),
        cancellation);
}

/// <summary>Trial runs that have not ended.</summary>
internal sealed class UnendedTrials
{
    public long Count { get; init; }

    public DateTimeOffset? Oldest { get; init; }
}

/// <summary>A row of <c>trial_runs</c>.</summary>
internal sealed class TrialRow
{
    public const string Columns =
        "id as Id, status as Status, asked_by as AskedBy, subject as Subject, name as Name, asked_at as AskedAt, ended_at as EndedAt, question as Question, result_hash as ResultHash";

    public string Id { get; init; } = "";

    public string Status { get; init; } = "";

    public AuthorityCode AskedBy { get; init; }

    public string Subject { get; init; } = "";

    public string Name { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Draft { get; init; }

    public string? Profile { get; init; }

    public string ContentHash { get; init; } = "";

    public string Question { get; init; } = "";

    public string? Progress { get; init; }

    public string? Result { get; init; }

    public string? ResultHash { get; init; }

    public static TrialRow Of(TrialRun run)
    {
        var result = run.Result is null ? null : StoredTrials.Write(run.Result);
        return new()
        {
            Id = run.Id.ToString(),
            Status = run.Status.ToString(),
            AskedBy = run.By.Authority,
            Subject = run.By.Subject,
            Name = run.By.Name,
            AskedAt = run.AskedAt,
            EndedAt = run.EndedAt,
            Draft = run.Question.Draft?.ToString(),
            Profile = run.Question.Profile,
            ContentHash = run.Question.ContentHash,
            Question = StoredTrials.Write(run.Question),
            Progress = run.Progress is null || run.Status.HasEnded() ? null : StoredTrials.Write(run.Progress),
            Result = result,
            ResultHash = result is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(result))),
        };
    }

    public TrialRun ToRun() => new(
        new(Guid.Parse(Id)), Enum.Parse<TrialStatus>(Status), new(AskedBy, Subject, Name), AskedAt, StoredTrials.Question(Question),
        Progress is null ? null : StoredTrials.Progress(Progress), EndedAt, Result is null ? null : StoredTrials.Result(Result));
}
