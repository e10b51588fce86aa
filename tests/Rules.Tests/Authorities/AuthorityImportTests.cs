using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Rules.Tests.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Authorities;

public sealed class AuthorityImportTests
{
    private static readonly AuthorityLine fcs = new(2, "10000000", "Federal Customs Service", "FCS", "Central", "", "Europe/Moscow");
    private static readonly AuthorityLine office = new(3, "10001000", "Vnukovo Customs", "Vnukovo", "Office", "10000000", "Europe/Moscow");

    [Fact]
    public void A_first_import_adds_everything()
    {
        var (load, imported) = Decide(AuthorityRegister.Empty, fcs, office).Value!;

        Assert.Equal(2, imported.Added);
        Assert.Equal(["10000000", "10001000"], load!.Authorities.Select(authority => authority.Code.Value));
    }

    [Fact]
    public void Only_what_differs_is_written()
    {
        var (load, imported) = Decide(Ceramics.Authorities, fcs, office with { Name = "Vnukovo Customs Office" }).Value!;

        Assert.Equal("Vnukovo Customs Office", Assert.Single(load!.Authorities).Name);
        Assert.Equal(new AuthorityImported(0, 1, 1, Ceramics.Authorities.Revision + 1), imported);
    }

    [Fact]
    public void Another_zone_begins_at_its_day_and_the_past_keeps_its_own()
    {
        var load = Decide(Ceramics.Authorities, office with { TimeZone = "Europe/Samara", TimeZoneFrom = "2027-01-01" }).Value!.Load!;
        var changed = Assert.Single(load.Authorities);

        Assert.Equal(("Europe/Moscow", new ZoneChange(new(2026, 12, 31, 20, 0, 0, TimeSpan.Zero), "Europe/Samara")), (changed.TimeZone, Assert.Single(changed.ZoneChanges)));
        Assert.Equal(TimeSpan.FromHours(3), changed.Zones.Local(DateTimeOffset.Parse("2026-12-31T19:59:59Z", null)).Offset);
        Assert.Equal(TimeSpan.FromHours(4), changed.Zones.Local(DateTimeOffset.Parse("2026-12-31T20:00:00Z", null)).Offset);
        Assert.Null(Decide(Ceramics.Authorities.With(load), office with { TimeZone = "Europe/Samara" }).Value!.Load);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), Decide(Ceramics.Authorities, office with { TimeZone = "Europe/Samara" }).Value!.Load!.Authorities[0].ZoneChanges[0].From);
    }

    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("01.01.2027")]
    public void A_zone_begins_neither_in_the_past_nor_at_no_day(string from) => Assert.Equal(
        "/lines/3/time_zone_from", Assert.Single(Decide(Ceramics.Authorities, office with { TimeZone = "Europe/Samara", TimeZoneFrom = from }).Refusal!.Errors).Pointer);

    [Fact]
    public void An_open_deadline_moves_with_the_zone_of_its_authority_and_not_back_on_a_node_that_lags()
    {
        var run = DraftRun.UnderConsideration;
        var fcsLine = fcs with { TimeZone = "Europe/Samara", TimeZoneFrom = "2026-11-25" };
        var zones = TestReference.Shipped with { Authorities = Ceramics.Authorities.With(Decide(Ceramics.Authorities, fcsLine).Value!.Load!) };

        var moved = Assert.IsType<DeadlineMoved>(Assert.Single(DeadlineRules.Check(run.Draft!, run.Now, zones)));

        Assert.Equal((TimeSpan.FromHours(-1), 1), (moved.Deadline.DueAt - moved.DueBefore, moved.Deadline.ZoneChanges));
        Assert.Equal(moved.Deadline.LastDay, run.Draft!.Deadline!.LastDay);
        Assert.Empty(DeadlineRules.Check(run.With(moved).Draft!, run.Now, zones));
        Assert.Empty(DeadlineRules.Check(run.Draft!, run.Now, TestReference.Shipped));
    }

    [Fact]
    public void The_authority_above_may_come_later_in_the_file() => Assert.False(Decide(AuthorityRegister.Empty, office, fcs).IsRefused);

    [Fact]
    public void Every_faulty_line_is_named_and_nothing_is_written()
    {
        var outcome = Decide(
            AuthorityRegister.Empty,
            fcs,
            office with { Line = 3, Code = "1000100" },
            office with { Line = 4, Kind = "Bureau", TimeZone = "Mars/Olympus" },
            office with { Line = 5, Parent = "10900000" },
            office with { Line = 6, Name = "" });

        Assert.True(outcome.IsRefused);
        Assert.Equal(
            ["/lines/3/code", "/lines/4/kind", "/lines/4/time_zone", "/lines/5/parent", "/lines/6/name"],
            outcome.Refusal.Errors.Select(error => error.Pointer).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("10009000", "Central", "", "kind")]
    [InlineData("10009001", "Office", "10000000", "kind")]
    [InlineData("10009000", "Post", "10000000", "kind")]
    [InlineData("10009000", "Office", "", "parent")]
    [InlineData("10009000", "Office", "10001000", "parent")]
    [InlineData("10009000", "Office", "10009000", "parent")]
    [InlineData("10001000", "Office", "10000000", "code")]
    public void An_authority_stands_in_its_place(string code, string kind, string parent, string column)
    {
        var outcome = Decide(AuthorityRegister.Empty, fcs, office, office with { Line = 4, Code = code, Kind = kind, Parent = parent });

        Assert.Contains(outcome.Refusal!.Errors, error => error.Pointer == $"/lines/4/{column}");
    }

    [Fact]
    public void A_change_that_would_put_a_known_authority_below_its_own_kind_is_a_fault() =>
        Assert.True(Decide(Ceramics.Authorities, new AuthorityLine(2, "10216000", "Baltic Customs", "Baltic", "Directorate", "10000000", "Europe/Moscow") with { Kind = "Post" }).IsRefused);

    [Fact]
    public void Nothing_is_above_the_centre() =>
        Assert.Equal("/lines/2/kind", Assert.Single(Decide(AuthorityRegister.Empty, fcs with { Parent = "10001000" }, office).Refusal!.Errors).Pointer);

    [Fact]
    public void The_centre_stays_the_centre() =>
        Assert.All(
            Decide(Ceramics.Authorities, fcs with { Kind = "Office", Parent = "10200000" }).Refusal!.Errors, error => Assert.Equal("/lines/2/kind", error.Pointer));

    [Fact]
    public void A_directorate_with_offices_below_it_does_not_become_an_office()
    {
        var northWest = new AuthorityLine(2, "10200000", "North-West", "NW", "Office", "10000000", "Europe/Moscow");

        var error = Assert.Single(Decide(Ceramics.Authorities, northWest).Refusal!.Errors);

        Assert.Equal("/lines/2/kind", error.Pointer);
        Assert.Contains("10210000", error.Message.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_a_fault() => Assert.True(Decide(AuthorityRegister.Empty).IsRefused);

    private static Outcome<LoadDecision<AuthorityLoad, AuthorityImported>> Decide(AuthorityRegister register, params ImmutableArray<AuthorityLine> lines) =>
        AuthorityImportRules.Decide(register, new AuthorityImport(lines), new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
}
