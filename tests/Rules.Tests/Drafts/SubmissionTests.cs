using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts;

public sealed class SubmissionTests
{
    [Fact]
    public void Is_one_act_whose_visas_stand_in_order_of_time()
    {
        var shuffled = Ceramics.Submission with { Visas = [.. Ceramics.Submission.Visas.Reverse()] };

        var happens = Assert.IsType<Decision.Happens>(DraftRun.Unprepared.Decide(shuffled, Ceramics.Coordinator));

        Assert.True(happens.Registers);
        Assert.Equal(
            [VisaRole.CoordinationHead, VisaRole.DeputyHead, VisaRole.UnitHead],
            Assert.IsType<DraftSubmitted>(Assert.Single(happens.Events)).Visas.Select(visa => visa.As));
    }

    [Fact]
    public void Names_every_fault_of_the_paperwork_at_once()
    {
        var submission = Ceramics.Submission with
        {
            Unit = " ",
            Signature = Ceramics.Submission.Signature with { Name = "" },
            Visas =
            [
                new Visa(VisaRole.CoordinationHead, null, "N. Volkov", Ceramics.SignedAt.AddHours(-1)),
                new Visa(VisaRole.UnitHead, "Archive", "M. Belova", Ceramics.SignedAt.AddHours(1)),
                new Visa(VisaRole.CoordinationHead, null, "N. Volkov", Ceramics.SignedAt.AddYears(1)),
            ],
        };

        Assert.Equal(
            ["/signature/name", "/unit", "/visas", "/visas/0/givenAt", "/visas/1/unit", "/visas/2", "/visas/2/givenAt"],
            Errors(submission).Select(error => error.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Says_which_visas_are_missing()
    {
        var error = Assert.Single(Errors(Ceramics.Submission with { Visas = [Ceramics.Submission.Visas[0]] }));

        Assert.Equal(("/visas", "Missing: the visa of the first deputy head, the visa of the head of the unit Currency control."), error.InEnglish());
    }

    [Fact]
    public void A_visa_may_bear_the_very_time_of_the_signature() =>
        Assert.IsType<Decision.Happens>(DraftRun.Unprepared.Decide(
            Ceramics.Submission with { Visas = [.. Ceramics.Submission.Visas.Select(visa => visa with { GivenAt = Ceramics.SignedAt })] },
            Ceramics.Coordinator));

    [Fact]
    public void A_signature_of_tomorrow_is_a_fault() =>
        Assert.Contains(
            Errors(Ceramics.Submission with { Signature = Ceramics.Submission.Signature with { SignedAt = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero) } }),
            error => error.Pointer == "/signature/signedAt");

    [Fact]
    public void A_unit_is_named_once_and_is_not_the_authors_own() =>
        Assert.Equal(
            ["/otherUnits/1", "/otherUnits/2"],
            Errors(Ceramics.Submission with { OtherUnits = [Ceramics.OtherUnit, Ceramics.OtherUnit, Ceramics.Unit] })
                .Select(error => error.Pointer).Where(pointer => pointer.StartsWith("/otherUnits", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\u00a0\u200b")]
    [InlineData("Risk analysis ")]
    [InlineData(" Risk analysis")]
    [InlineData("Risk\u200banalysis")]
    public void A_unit_is_a_name_that_cannot_be_mistaken(string unit)
    {
        Assert.Contains(Errors(Ceramics.Submission with { Unit = unit }), error => error.Pointer == "/unit");
        Assert.Contains(Errors(Ceramics.Submission with { OtherUnits = [unit] }), error => error.Pointer == "/otherUnits/0");
    }

    [Fact]
    public void A_post_does_not_register()
    {
        var post = new AuthorityCode("10216020");

        Assert.Contains(Errors(Ceramics.SubmissionOf(post)), error => error.Pointer == "/authority");
    }

    [Fact]
    public void An_authority_that_the_register_does_not_know_is_a_fault() =>
        Assert.Contains(Errors(Ceramics.SubmissionOf(new AuthorityCode("10999000"))), error => error.Pointer == "/authority");

    [Fact]
    public void A_coordinator_acts_only_for_the_own_authority()
    {
        var decision = DraftRun.Unprepared.Decide(Ceramics.Submission, Ceramics.CoordinatorOf(Ceramics.Vladivostok));

        Assert.Equal(RefusalReason.Forbidden, Assert.IsType<Decision.Refused>(decision).Refusal.Reason);
    }

    [Fact]
    public void An_author_does_not_submit()
    {
        var decision = DraftRun.Unprepared.Decide(Ceramics.Submission, Ceramics.Author);

        Assert.Equal(RefusalReason.Forbidden, Assert.IsType<Decision.Refused>(decision).Refusal.Reason);
    }

    private static ImmutableArray<ValidationError> Errors(Submit submission) =>
        Assert.IsType<Decision.Refused>(DraftRun.Unprepared.Decide(submission, Ceramics.CoordinatorOf(submission.Authority))).Refusal.Errors;
}
