namespace RmsOrleans.Storage.Databases;

/// <summary>What is known of the members of a batch. A member of which nothing is known has moved on; so has one that stands there again.</summary>
internal sealed class BatchAnswers<TId, TAnswer>(TAnswer movedOn)
    where TId : struct
{
    private readonly Dictionary<TId, TAnswer> known = [];

    public TAnswer this[TId member]
    {
        set => known[member] = value;
    }

    public void Add(IEnumerable<(TId Member, TAnswer Answer)> learnt)
    {
        foreach (var (member, answer) in learnt)
            known[member] = answer;
    }

    public ImmutableArray<TAnswer> For(IEnumerable<TId> batch) => [.. batch.Select(member => known.Remove(member, out var answer) ? answer : movedOn)];
}
