namespace RmsOrleans.Samples;

/// <summary>SplitMix64: the same seed gives the same throws on every machine and every version of .NET, which <c>Random</c> does not promise.</summary>
public sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    public bool OneIn(int sides) => Between(1, sides) == 1;

    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    /// <summary>Some different items.</summary>
    public T[] Pick<T>(IReadOnlyList<T> items, int count)
    {
        var left = items.ToList();
        var picked = new T[count];
        for (var i = 0; i < count; i++)
        {
            var index = Between(0, left.Count - 1);
            picked[i] = left[index];
            left.RemoveAt(index);
        }
        return picked;
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
