using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Grains.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Classifiers;

public sealed class ClassifierLoadTests : IAsyncLifetime
{
    private static readonly Actor byOperator = Ceramics.Coordinator with { Subject = "operator-1", Name = "O. Operator", Roles = [Role.Operator] };
    private static readonly string shipped = ClassifierEditions.Shipped.Text(ClassifierName.Measures);
    private static readonly string longer = $"{shipped}199,Weighing,no,2026-01-01,,\n";

    private GrainStage stage = null!;

    public async Task InitializeAsync() => stage = await GrainStage.Open();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_load_is_written_with_who_and_when_once()
    {
        var loaded = (await Load(longer)).Value!;
        var again = (await Load(longer)).Value!;

        Assert.Equal((1, "199,Weighing,no,2026-01-01,,"), (loaded.Revision, Assert.Single(loaded.Added)));
        Assert.Equal(new ClassifierLoad(1, ClassifierName.Measures, longer, stage.Clock.GetUtcNow(), "operator-1", "O. Operator"), Assert.Single(stage.Classifiers.Loads));
        Assert.Equal((1, 0, 0), (again.Revision, again.Added.Length, again.Removed.Length));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_preview_writes_nothing()
    {
        var preview = (await stage.Service<IClassifierLoads>().Preview(ClassifierName.Measures, longer)).Value!;

        Assert.Equal((0, 1), (preview.Revision, preview.Added.Length));
        Assert.Empty(stage.Classifiers.Loads);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_load_that_another_node_overtakes_is_stale()
    {
        stage.Classifiers.OthersLoad.Enqueue(load => load with { Text = shipped });

        Assert.Equal(RefusalReason.Stale, (await Load(longer)).Refusal!.Reason);
        Assert.Equal(shipped, Assert.Single(stage.Classifiers.Loads).Text);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_load_that_another_node_has_written_meanwhile_is_done()
    {
        stage.Classifiers.OthersLoad.Enqueue(load => load);

        Assert.Equal((1, 0), ((await Load(longer)).Value!.Revision, (await Load(longer)).Value!.Added.Length));
        Assert.Single(stage.Classifiers.Loads);
    }

    private Task<Outcome<ClassifierChanged>> Load(string text) => stage.Service<IClassifierLoads>().Load(ClassifierName.Measures, text, byOperator, seenRevision: 0);
}
