using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

public abstract class AuthorityContract : StoreContract
{
    private protected AuthorityContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task The_register_begins_empty() =>
        Assert.Equal((0L, true), ((await Store.ReadAuthorities()).Revision, (await Store.ReadAuthorities()).IsEmpty));

    [StoreFact]
    public async Task Authorities_are_read_back_as_they_were_written()
    {
        Assert.True(await Store.Authorities.Write(new(1, Ceramics.Authorities.All), default));

        var register = await Store.ReadAuthorities();
        Assert.Equal<Authority>(Ceramics.Authorities.All, register.All);
        Assert.Equal((1L, 1L), (register.Revision, await Store.Authorities.Revision(default)));
    }

    [StoreFact]
    public async Task A_written_authority_replaces_the_one_with_its_code()
    {
        await Store.Authorities.Write(new(1, Ceramics.Authorities.All), default);
        var renamed = Ceramics.Authorities.Find(Ceramics.Baltic)! with { Name = "Baltic Customs House" };

        Assert.True(await Store.Authorities.Write(new(2, [renamed]), default));

        var register = await Store.ReadAuthorities();
        Assert.Equal((renamed, Ceramics.Authorities.All.Length), (register.Find(Ceramics.Baltic), register.All.Length));
    }

    [StoreFact]
    public async Task Units_are_read_back_as_they_were_written_and_replaced_by_their_code()
    {
        var unit = new StructuralUnit(Ceramics.Baltic, "ORA", "Отдел анализа рисков", "Risk analysis", "Risk management", true, new(2026, 1, 1), new(2026, 12, 31));
        await Store.Authorities.Write(new(1, Ceramics.Authorities.All, [unit]), default);

        Assert.Equal<StructuralUnit>([unit], (await Store.ReadAuthorities()).Units.Of(Ceramics.Baltic));
        await Store.Authorities.Write(new(2, [], [unit with { NameEn = "Analysis of risks", To = null }]), default);
        Assert.Equal<StructuralUnit>([unit with { NameEn = "Analysis of risks", To = null }], (await Store.ReadAuthorities()).Units.All);
    }

    [StoreFact]
    public async Task Zones_and_names_are_read_back_as_they_were_written()
    {
        var changed = Ceramics.Authorities.Find(Ceramics.Baltic)! with { NameRu = "Балтийская таможня", NameEn = "Baltic Customs", ZoneChanges = [new(new(2026, 12, 31, 20, 0, 0, TimeSpan.Zero), "Europe/Samara")] };
        await Store.Authorities.Write(new(1, Ceramics.Authorities.All), default);

        Assert.True(await Store.Authorities.Write(new(2, [changed]), default));

        Assert.Equal(changed, (await Store.ReadAuthorities()).Find(Ceramics.Baltic));
    }

    [StoreFact]
    public async Task What_was_decided_on_an_older_revision_is_not_written()
    {
        await Store.Authorities.Write(new(1, Ceramics.Authorities.All), default);
        var renamed = Ceramics.Authorities.Find(Ceramics.Baltic)! with { Name = "Baltic Customs House" };

        Assert.False(await Store.Authorities.Write(new(1, [renamed]), default));

        Assert.Equal<Authority>(Ceramics.Authorities.All, (await Store.ReadAuthorities()).All);
    }

    [StoreFact]
    public async Task Of_twenty_imports_at_once_one_is_written()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.Authorities.Write(new(1, Ceramics.Authorities.All), default))));

        Assert.Single(written, each => each);
        Assert.Equal(1, await Store.Authorities.Revision(default));
    }
}

public sealed class SqliteAuthorityTests() : AuthorityContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresAuthorityTests(PostgresCluster cluster) : AuthorityContract(new PostgresStage(cluster));
