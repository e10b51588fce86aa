using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>Drafts that were registered almost an hour ago, and whose term of one hour ends while faults happen: two in each second.</summary>
internal sealed class EndingTerms(Site site, IReadOnlyDictionary<DraftId, DateTimeOffset> dueAt)
{
    private const int InASecond = 2;

    private static readonly TimeSpan term = TimeSpan.FromHours(1);

    /// <summary>What the programs must be started with.</summary>
    public static string[] Settings => ["--Deadlines:Consideration:Amount", "1", "--Deadlines:Consideration:Unit", "Hours"];

    public int Count => dueAt.Count;

    public static async Task<EndingTerms> Register(Site site, DateTimeOffset firstDue, TimeSpan during)
    {
        var dueAt = new Dictionary<DraftId, DateTimeOffset>();
        await using var store = new SetBackStore(site.Folder, [.. site.Storage, .. Settings]);
        await store.Start();
        for (var due = firstDue; due < firstDue + during; due += TimeSpan.FromSeconds(1))
        {
            var drafts = Enumerable.Range(dueAt.Count, InASecond).Select(i => new DraftId(new Guid(i, 6, 6, [8, 7, 6, 5, 4, 3, 2, 1]))).ToList();
            await store.Register(
                SequenceKey.ForDrafts(Ceramics.Vladivostok, 5), due - term,
                drafts.Select(draft => Requests.Of(draft, "Asia/Vladivostok", Ceramics.SubmissionOf(Ceramics.Vladivostok))));
            drafts.ForEach(draft => dueAt.Add(draft, due));
        }
        return new EndingTerms(site, dueAt);
    }

    /// <summary>Waits until each is marked; gives how late the latest was.</summary>
    public async Task<TimeSpan> AreMissedOnce(Listener listener)
    {
        var latest = TimeSpan.Zero;
        foreach (var (draft, due) in dueAt)
        {
            var lines = await listener.HasHeard($"{draft}", Life.Submission.Lines.Count + 1);
            Assert.Equal([.. Life.Submission.Lines, "DeadlineMissed"], lines.Select(line => line.What));
            var heard = lines[^1];
            Assert.True(heard.At >= due, $"Draft {draft} was due at {due:O} and marked at {heard.At:O}.");
            latest = heard.At - due > latest ? heard.At - due : latest;
        }

        await using var store = new SetBackStore(site.Folder, site.Storage);
        Assert.Equal((Count, 1), await store.Count("DeadlineMissed"));
        return latest;
    }
}
