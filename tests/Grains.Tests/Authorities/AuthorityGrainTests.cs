using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Authorities;

public sealed class AuthorityGrainTests : IAsyncLifetime
{
    private static readonly AuthorityLine newOffice = new(2, "10009000", "New Office", "New", "Office", "10000000", "Asia/Omsk");

    private GrainStage stage = null!;

    public async Task InitializeAsync() => stage = await GrainStage.Open();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_authority_says_who_it_is() =>
        Assert.Equal("Baltic Customs", (await stage.Grains.Authority(Ceramics.Baltic).Describe()).Value!.Name);

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_authority_that_the_register_does_not_know_is_refused() =>
        Assert.Equal(RefusalReason.NotFound, (await stage.Grains.Authority(new AuthorityCode("10999000")).Describe()).Refusal!.Reason);

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_is_imported_is_in_the_register()
    {
        var imported = (await Import(newOffice)).Value!;

        Assert.Equal((1, 0, 0), (imported.Added, imported.Changed, imported.Unchanged));
        Assert.Equal("Asia/Omsk", Assert.Single(stage.Authorities.Loads[^1].Authorities).TimeZone);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_import_with_one_faulty_line_changes_nothing()
    {
        var outcome = await Import(newOffice, newOffice with { Line = 3, Code = "1000900x" });

        Assert.Equal("/lines/3/code", Assert.Single(outcome.Refusal!.Errors).Pointer);
        Assert.Equal(Ceramics.Authorities.Revision, await stage.Authorities.Revision(CancellationToken.None));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_import_of_another_node_in_between_is_not_overwritten()
    {
        OthersImport(2);

        Assert.False((await Import(newOffice)).IsRefused);
        Assert.Equal(Ceramics.Authorities.Revision + 3, await stage.Authorities.Revision(CancellationToken.None));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_import_that_others_always_come_before_is_refused()
    {
        OthersImport(8);

        Assert.Equal(RefusalReason.Contended, (await Import(newOffice)).Refusal?.Reason);
        Assert.Equal(Ceramics.Authorities.Revision + 8, await stage.Authorities.Revision(CancellationToken.None));
    }

    private void OthersImport(int times)
    {
        for (var i = 0; i < times; i++)
            stage.Authorities.OthersLoad.Enqueue(load => load with { Authorities = [] });
    }

    private Task<Outcome<AuthorityImported>> Import(params AuthorityLine[] lines) =>
        stage.Service<IAuthorityImports>().Import(new AuthorityImport([.. lines]));
}
