using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Profiles;

public sealed class ProfileLifeTests
{
    private static readonly DecisionPaper decision = new("14-88/301", new DateOnly(2026, 12, 10), "The threshold has moved.");

    [Theory]
    [InlineData("2026-11-30T20:59:59.999Z", "")]
    [InlineData("2026-11-30T21:00:00Z", "InForce 2026-12-01")]
    [InlineData("2027-11-30T20:59:59.999Z", "InForce 2026-12-01")]
    [InlineData("2027-11-30T21:00:00Z", "InForce 2026-12-01, Expired 2027-11-30")]
    public void Its_days_are_Moscow_days(string now, string expected) => Assert.Equal(expected, Show(ProfileDays.Until(MoscowDays.Of(Time(now)), Registered())));

    [Fact]
    public void What_it_waits_for_is_a_moment()
    {
        Assert.Equal(Time("2026-11-30T21:00:00Z"), ProfileDays.DueAt(Registered()));
        Assert.Equal(Time("2027-11-30T21:00:00Z"), ProfileDays.DueAt(After(Registered(), new ProfileInForce(new DateOnly(2026, 12, 1)))));
        Assert.Equal(Time("2026-12-09T21:00:00Z"), ProfileDays.DueAt(After(Registered(), new ProfileInForce(new DateOnly(2026, 12, 1)), new ProfileCancellationDecided(decision))));
        Assert.Null(ProfileDays.DueAt(After(Registered(), new ProfileCancelled(decision))));
        Assert.Null(ProfileDays.DueAt(After(Registered(), new ProfileExpired(new DateOnly(2027, 11, 30)))));
    }

    [Fact]
    public void One_whose_validity_was_over_before_it_had_a_number_expires_without_having_been_in_force() =>
        Assert.Equal("Expired 2026-11-01", Show(ProfileDays.Until(new DateOnly(2026, 11, 21), Registered(from: "2026-11-21", to: "2026-11-01"))));

    [Fact]
    public void One_that_never_ends_waits_for_nothing_more() =>
        Assert.Null(ProfileDays.DueAt(After(Registered(to: "9999-12-31"), new ProfileInForce(new DateOnly(2026, 12, 1)))));

    [Fact]
    public void One_cancelled_for_its_first_day_is_never_in_force()
    {
        var profile = After(Registered(), new ProfileCancellationDecided(decision with { Date = new DateOnly(2026, 12, 1) }));

        Assert.Equal("Cancelled 2026-12-01", Show(ProfileDays.Until(new DateOnly(2026, 12, 24), profile)));
    }

    [Fact]
    public void A_repeated_command_is_answered_after_what_its_day_brought_with_it()
    {
        var request = new RequestConditions(Key: new RequestKey("update-1", "aa"));
        var profile = After(Registered(), new ProfileInForce(new DateOnly(2026, 12, 1)));
        var update = Update("2026-12-01", "2026-12-20");
        var updated = Happens(profile, update, "2026-12-24T09:00:00Z").Bearing(request.Key).Aggregate(profile, (each, happened) => each.After(happened));

        var again = ProfileLifecycle.Decide(updated, update, new ProfileCircumstances(
            Time("2026-12-25T09:00:00Z"), Ceramics.FcsCoordinator, request, TestReference.Shipped));

        Assert.Equal(new ProfileDecision.DoneBefore(profile.Line + 2), again);
    }

    [Fact]
    public void An_earlier_last_day_ends_it_at_once_if_it_is_past()
    {
        var profile = After(Registered(), new ProfileInForce(new DateOnly(2026, 12, 1)));

        var happened = Happens(profile, Update("2026-12-01", "2026-12-20"), "2026-12-24T09:00:00Z");

        Assert.Equal("Updated 2, Expired 2026-12-20", Show(happened));
    }

    [Fact]
    public void An_update_that_begins_today_is_in_force_today() =>
        Assert.Equal("Updated 2, InForce 2026-12-10", Show(Happens(Registered(from: "2027-01-01"), Update("2026-12-10", "2027-11-30"), "2026-12-10T09:00:00Z")));

    [Fact]
    public void A_decision_cannot_be_older_than_the_number_nor_an_update_be_decided_tomorrow()
    {
        Assert.Equal(["/decision/date"], Errors(Registered(), new CancelProfile(decision with { Date = new DateOnly(2026, 11, 20) }), "2026-12-24T09:00:00Z"));
        Assert.Equal(["/decision/date"], Errors(Registered(), Update("2026-12-01", "2027-11-30"), "2026-12-09T20:59:59Z"));
    }

    [Fact]
    public void Nothing_is_due_twice()
    {
        var profile = After(Registered(), new ProfileInForce(new DateOnly(2026, 12, 1)));

        Assert.IsType<ProfileDecision.NothingToDo>(Decide(profile, new CheckProfile(), ProgramItself.Actor, "2026-12-24T09:00:00Z"));
    }

    [Fact]
    public void What_is_over_stays_over()
    {
        foreach (var over in (ProfileEvent[])[new ProfileCancelled(decision), new ProfileExpired(new DateOnly(2027, 11, 30))])
        {
            var profile = After(Registered(), over);
            foreach (var command in (ProfileCommand[])[Update("2026-12-01", "2027-11-30"), new CancelProfile(decision)])
                Assert.Equal(RefusalReason.WrongStatus, Assert.IsType<ProfileDecision.Refused>(Decide(profile, command, Ceramics.FcsCoordinator, "2027-12-24T09:00:00Z")).Refusal.Reason);
            Assert.IsType<ProfileDecision.NothingToDo>(Decide(profile, new CheckProfile(), ProgramItself.Actor, "2028-12-24T09:00:00Z"));
        }
    }

    private static Profile Registered(string from = "2026-12-01", string to = "2027-11-30") =>
        new ProfileRegistered(
            new RegistrationNumber("13", "100000", new DateOnly(2026, 11, 21), 1), new DraftId(Guid.Empty),
            new RegistrationNumber("00", "10216", new DateOnly(2026, 11, 21), 1), ProfileKind.Regular, Ceramics.Content, Ceramics.Note,
            DateOnly.Parse(from, null), DateOnly.Parse(to, null))
        .ApplyTo(null, new EventLine(Guid.Empty, 1, Time("2026-11-21T09:00:00Z"), []));

    private static Profile After(Profile profile, params ProfileEvent[] events) =>
        events.Aggregate(profile, (before, happened) => before.After(happened));

    private static UpdateProfile Update(string from, string to) => new(decision, Ceramics.Content, Tiles.Valid(from, to));

    private static ProfileDecision Decide(Profile profile, ProfileCommand command, Actor actor, string now) => ProfileLifecycle.Decide(
        profile, command, new ProfileCircumstances(Time(now), actor, RequestConditions.None, TestReference.Shipped));

    private static ImmutableArray<ProfileEvent> Happens(Profile profile, ProfileCommand command, string now) =>
        Assert.IsType<ProfileDecision.Happens>(Decide(profile, command, Ceramics.FcsCoordinator, now)).Events;

    private static IEnumerable<string> Errors(Profile profile, ProfileCommand command, string now) =>
        Assert.IsType<ProfileDecision.Refused>(Decide(profile, command, Ceramics.FcsCoordinator, now)).Refusal.Errors.Select(error => error.Pointer);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, null);

    private static string Show(IEnumerable<ProfileEvent> events) => string.Join(", ", events.Select(happened => happened switch
    {
        ProfileInForce inForce => $"InForce {inForce.From:yyyy-MM-dd}",
        ProfileExpired expired => $"Expired {expired.LastDay:yyyy-MM-dd}",
        ProfileUpdated updated => $"Updated {updated.Version}",
        ProfileCancelled cancelled => $"Cancelled {cancelled.Decision.Date:yyyy-MM-dd}",
        _ => happened.GetType().Name,
    }));
}
