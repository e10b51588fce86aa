using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

public abstract class ClassifierContract : StoreContract
{
    private protected ClassifierContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Nothing_is_loaded_at_first()
    {
        Assert.Equal(0, await Store.Classifiers.Revision(default));
        Assert.Empty(await Store.Classifiers.LoadsAfter(0, default));
    }

    [StoreFact]
    public async Task Loads_are_read_back_in_order_as_they_were_written()
    {
        foreach (var load in (ClassifierLoad[])[Load(1), Load(2, ClassifierName.Measures), Load(3)])
            Assert.True(await Store.Classifiers.Write(load, default));

        Assert.Equal(3, await Store.Classifiers.Revision(default));
        Assert.Equal([Load(2, ClassifierName.Measures), Load(3)], (await Store.Classifiers.LoadsAfter(1, default)).AsEnumerable());
    }

    [StoreFact]
    public async Task A_load_is_the_next_revision_or_it_is_not_written()
    {
        await Store.Classifiers.Write(Load(1), default);

        Assert.False(await Store.Classifiers.Write(Load(1, ClassifierName.Measures), default));
        Assert.False(await Store.Classifiers.Write(Load(3, ClassifierName.Measures), default));
        Assert.Equal(Load(1), Assert.Single(await Store.Classifiers.LoadsAfter(0, default)));
    }

    [StoreFact]
    public async Task Of_twenty_loads_at_once_one_is_written()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.Classifiers.Write(Load(1), default))));

        Assert.Single(written, each => each);
        Assert.Equal(1, await Store.Classifiers.Revision(default));
    }

    internal static ClassifierLoad Load(long revision, ClassifierName name = ClassifierName.KindCodes) => new(
        revision, name, ClassifierEditions.Shipped.Text(name), new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), "operator-1", "О. Оператор");
}

public sealed class SqliteClassifierTests() : ClassifierContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresClassifierTests(PostgresCluster cluster) : ClassifierContract(new PostgresStage(cluster));
