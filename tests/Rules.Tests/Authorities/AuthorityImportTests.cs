using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Loads;
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
        Assert.Contains("10210000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_a_fault() => Assert.True(Decide(AuthorityRegister.Empty).IsRefused);

    private static Outcome<LoadDecision<AuthorityLoad, AuthorityImported>> Decide(AuthorityRegister register, params ImmutableArray<AuthorityLine> lines) =>
        AuthorityImportRules.Decide(register, new AuthorityImport(lines));
}
