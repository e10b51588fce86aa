using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Year;

/// <summary>
/// The program on a clock that goes from event to event: a step that somebody takes, or a deadline that passes. What must have been missed is
/// written down here, by the deadlines that the program itself answered with. Orleans counts its reminders in real time and makes up for none
/// that a leap leaves out, so their ticks are sent from here.
/// </summary>
internal sealed class AYear(DateTimeOffset start) : IAsyncDisposable
{
    public static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("rms-year-").FullName;
    private readonly PriorityQueue<Func<Task>, DateTimeOffset> steps = new();
    private readonly Dictionary<DraftId, Deadline> running = [];

    public HandClock Clock { get; } = new(start);

    /// <summary>Deadlines that passed, with the latest time at which the program must have seen it.</summary>
    public Dictionary<(DraftId Draft, DateTimeOffset DueAt), DateTimeOffset> Missed { get; } = [];

    public DateTimeOffset Now => Clock.GetUtcNow();

    private TheProgram Program { get; set; } = null!;

    public void Start() => Program = new TheProgram(folder, Clock);

    public ValueTask Stop() => Program.DisposeAsync();

    public void Plan(DateTimeOffset at, Func<Task> step) => steps.Enqueue(step, at);

    /// <summary>Everything that is planned, with all that time does in between.</summary>
    public async Task Walk()
    {
        while (steps.TryDequeue(out var step, out var at))
        {
            await TurnTo(at);
            await step();
        }
    }

    public async Task TurnTo(DateTimeOffset at)
    {
        await SeeWhatPassed();
        while (NextDue() is { } due && due + Tick <= at)
        {
            Clock.Turn(due + Tick - Now);
            await SeeWhatPassed();
        }
        if (at > Now)
            Clock.Turn(at - Now);
    }

    public int DueBefore(DateTimeOffset time) => Open().Count(each => each.Value.DueAt < time);

    public async Task Execute(DraftId draft, DraftCommand command, Actor actor)
    {
        var outcome = await Program.Services.GetRequiredService<IGrainFactory>().Draft(draft).Execute(command, actor, RequestConditions.None);
        Assert.False(outcome.IsRefused, $"{command.GetType().Name}: {outcome.Refusal?.Detail} {string.Join("; ", outcome.Refusal?.Errors ?? [])}");
        running.Remove(draft);
        if (outcome.Value!.Deadline is { } deadline)
            running[draft] = deadline;
    }

    public async Task<List<T>> Query<T>(string sql, object? parameters = null)
    {
        await using var connection = await Program.Services.GetRequiredService<IReadDatabase>().Open(CancellationToken.None);
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Waits until each deadline that has passed by now stands in its journal.</summary>
    private async Task SeeWhatPassed()
    {
        var passed = Open().Where(each => each.Value.DueAt <= Now).ToList();
        foreach (var authority in passed.Select(each => each.Value.Responsible).Distinct())
            await Program.Services.GetRequiredService<IGrainFactory>().Authority(authority).AsReference<IRemindable>().ReceiveReminder(AuthorityGrain.Reminder, default);
        foreach (var (draft, deadline) in passed)
        {
            await Marked(draft, deadline);
            Missed.Add((draft, deadline.DueAt), Now);
            if (deadline.Kind == DeadlineKind.GatheringInformation)
                running[draft] = JsonSerializer.Deserialize(
                    (await Query<string>("select deadline from drafts where id = @draft", new { draft }))[0], StoredDraft.Json.Deadline)!;
        }
    }

    private async Task Marked(DraftId draft, Deadline deadline)
    {
        var journal = Program.Services.GetRequiredService<JournalSignal>();
        while (true)
        {
            var written = journal.Next;
            if ((await Query<byte[]>("select payload from journal_lines where subject = @draft and type = 'DeadlineMissed'", new { draft }))
                .Any(payload => ((DeadlineMissed)StoredEvents.Table.Read("DeadlineMissed", payload)).DueAt == deadline.DueAt))
                return;
            await written.WaitAsync(Patience.Longest);
        }
    }

    private DateTimeOffset? NextDue() => Open().Select(each => (DateTimeOffset?)each.Value.DueAt).Min();

    private IEnumerable<KeyValuePair<DraftId, Deadline>> Open() => running.Where(each => !Missed.ContainsKey((each.Key, each.Value.DueAt)));
}
