using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>What checks learn of the directory.</summary>
public abstract class ChangedProfilesContract : StoreContract
{
    private protected ChangedProfilesContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Only_what_has_changed_since_is_read_with_the_content_that_holds()
    {
        var changes = Store.Service<IChangedProfiles>();
        Assert.Empty(await changes.After(0, default));

        var drafts = await Store.ADraftToAdopt(1, 2);
        var first = (await Store.Publish(Tiles.Adopt(drafts[0])))[0].Profile!;
        var second = (await Store.Publish(Tiles.Adopt(drafts[1], Tiles.Of("10702000"))))[0].Profile!;
        Assert.Equal([first.Id, second.Id], (await changes.After(0, default)).OrderBy(each => each.Head.Revision).Select(each => each.Head.Id));
        Assert.Empty(await changes.After(2, default));

        var updated = new ProfileUpdated(2, Tiles.Decision, Tiles.Of("10000000"), Ceramics.Note, Ceramics.Note.ValidFrom, Ceramics.Note.ValidTo);
        await Store.Publish(await Store.Change(first.Id, updated));

        var change = Assert.Single(await changes.After(2, default));
        Assert.Equal((3L, 2), (change.Head.Revision, change.Bearing.Line));
        var applied = AppliedProfile.Of(change.Head, change.Bearing);
        Assert.Equal((2, "10000000"), (applied.Version, applied.Content.RiskArea.Authorities.Single()));
    }
}

public sealed class SqliteChangedProfilesTests() : ChangedProfilesContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresChangedProfilesTests(PostgresCluster cluster) : ChangedProfilesContract(new PostgresStage(cluster));
