using RmsOrleans.Declarations;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Declarations;

/// <summary>Declarations are checked against the profiles of the day, in their present versions.</summary>
public sealed class ProfilesOfDayTests
{
    private static readonly AuthorityTree tree = new(1, Ceramics.Authorities.All.Select(each => (each.Code.Value, each.Parent?.Value)));

    [Theory]
    [InlineData("2026-11-30", 0)]
    [InlineData("2026-12-01", 1)]
    [InlineData("2027-11-30", 1)]
    [InlineData("2027-12-01", 0)]
    public void A_profile_holds_from_its_first_day_to_its_last(string day, int hits)
    {
        var today = On(day, Changed(1, Registered()));

        Assert.Equal(hits, today.Match(TileDeclarations.Of(1)).Hits.Length);
        Assert.Equal((hits, 7L, 1L), (today.Count, today.Directory, today.Authorities));
    }

    [Theory]
    [InlineData("2026-12-09", 1)]
    [InlineData("2026-12-10", 0)]
    public void A_profile_that_is_to_be_cancelled_holds_until_the_day_before(string day, int profiles) =>
        Assert.Equal(profiles, On(day, Changed(1, Registered(), new ProfileCancellationDecided(Tiles.Decision))).Count);

    [Fact]
    public void An_update_takes_the_place_of_the_version_before()
    {
        var content = Ceramics.Content with { Mode = ApplicationMode.Automatic };
        var book = ProfileBook.Empty.With([Changed(1, Registered())])
            .With([Changed(1, Registered(), new ProfileUpdated(2, Tiles.Decision, content, Ceramics.Note, Ceramics.Note.ValidFrom, Ceramics.Note.ValidTo)) is var later ? later with { Head = later.Head with { Revision = 9 } } : later]);

        var today = ProfilesOfDay.Build(book, tree, new(2026, 12, 24));

        var hit = Assert.Single(today.Match(TileDeclarations.Of(1)).Hits);
        Assert.Equal((2, ApplicationMode.Automatic, 1, 9L), (hit.Profile.Version, hit.Profile.Content.Mode, hit.Item, today.Directory));
    }

    [Fact]
    public void A_profile_that_is_over_is_forgotten() => Assert.Empty(ProfileBook.Empty
        .With([Changed(1, Registered()), Changed(2, Registered())])
        .With([Changed(1, Registered(), new ProfileCancelled(Tiles.Decision)), Changed(2, Registered(), new ProfileExpired(new(2026, 12, 1)))]).Profiles);

    [Fact]
    public void Those_that_software_never_finds_are_counted_and_find_nothing()
    {
        var informal = Ceramics.Content with
        {
            Mode = ApplicationMode.Informal,
            RiskArea = Ceramics.Content.RiskArea with { Indicators = [new Indicator(IndicatorGroup.Consignment, Text: "Packing list shows signs of alteration")] },
        };

        var today = On("2026-12-24", Changed(1, Registered(informal)));

        Assert.Equal((1, 1, 0), (today.Count, today.FoundByOfficials, today.WithoutKey));
        Assert.Empty(today.Match(TileDeclarations.Of(1)).Hits);
    }

    [Fact]
    public void Each_item_is_a_hit_of_its_own_and_what_is_excluded_is_none()
    {
        var today = On("2026-12-24", Changed(1, Registered()));

        Assert.Equal([1, 2, 3], today.Match(TileDeclarations.Of(1, items: 3)).Hits.Select(hit => hit.Item));
        Assert.Empty(today.Match(TileDeclarations.Of(1, hits: false)).Hits);
        Assert.Empty(today.Match(TileDeclarations.Of(1, authority: "10216020")).Hits);
        Assert.Empty(today.Match(TileDeclarations.Of(1, authority: "10702030")).Hits);
    }

    private static ProfilesOfDay On(string day, params ChangedProfile[] changes) => ProfilesOfDay.Build(ProfileBook.Empty.With(changes), tree, DateOnly.Parse(day, null));

    private static ProfileRegistered Registered(DraftContent? content = null) => new(
        new RegistrationNumber("13", "100000", new(2026, 11, 22), 1), new DraftId(Guid.Empty), new RegistrationNumber("00", "10216", new(2026, 11, 21), 1), ProfileKind.Regular, content ?? Ceramics.Content, Ceramics.Note,
        Ceramics.Note.ValidFrom, Ceramics.Note.ValidTo);

    private static ChangedProfile Changed(byte id, params ProfileEvent[] events)
    {
        var subject = new Guid(id, 0, 0, new byte[8]);
        var lines = JournalLines.Date(subject, 0, Chain.Start, StoredProfileEvents.Table.Pending([.. events]), [], new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        var head = ProfileHead.Of(StoredProfileEvents.Table.Fold(lines)!) with { Revision = 7 };
        return new(head, lines[head.ContentLine - 1]);
    }
}
