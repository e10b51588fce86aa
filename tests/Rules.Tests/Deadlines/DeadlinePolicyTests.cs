using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Rules.Tests.Deadlines;

public class DeadlinePolicyTests
{
    [Theory]
    [InlineData(DeadlineKind.Consideration, 10, TermUnit.CalendarDays)]
    [InlineData(DeadlineKind.DecisionAfterOpinion, 5, TermUnit.WorkingDays)]
    [InlineData(DeadlineKind.GatheringInformation, 60, TermUnit.WorkingDays)]
    [InlineData(DeadlineKind.FinalisationByFcs, 10, TermUnit.WorkingDays)]
    [InlineData(DeadlineKind.FinalisationByAuthority, 10, TermUnit.WorkingDays)]
    [InlineData(DeadlineKind.Opinion, 10, TermUnit.WorkingDays)]
    [InlineData(DeadlineKind.ProfilePreparation, 2, TermUnit.WorkingDays)]
    [InlineData(DeadlineKind.ReportOfApproval, 1, TermUnit.WorkingDays)]
    [InlineData(DeadlineKind.ProfileNumber, 1, TermUnit.Hours)]
    public void Without_settings_a_term_is_as_the_source_gives_it(DeadlineKind kind, int amount, TermUnit unit) =>
        Assert.Equal(new Term(amount, unit), Policy().TermOf(kind));

    [Fact]
    public void Without_settings_decreed_days_do_not_count() => Assert.False(Policy().DecreedDaysCount);

    [Fact]
    public void Decreed_days_can_be_set_to_count() => Assert.True(Policy(("Deadlines:DecreedDaysCount", "true")).DecreedDaysCount);

    public static TheoryData<DeadlineKind> Kinds => [.. Enum.GetValues<DeadlineKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_s_own_name_sets_its_term_and_no_other(DeadlineKind kind)
    {
        var policy = Policy(($"Deadlines:{kind}:Amount", "7"), ($"Deadlines:{kind}:Unit", "Hours"));

        Assert.Equal(new Term(7, TermUnit.Hours), policy.TermOf(kind));
        Assert.All(Enum.GetValues<DeadlineKind>().Where(other => other != kind), other => Assert.Equal(Policy().TermOf(other), policy.TermOf(other)));
    }

    [Fact]
    public void An_amount_alone_leaves_the_unit() =>
        Assert.Equal(new Term(12, TermUnit.CalendarDays), Policy(("Deadlines:Consideration:Amount", "12")).Consideration);

    [Fact]
    public void A_unit_alone_leaves_the_amount() =>
        Assert.Equal(new Term(10, TermUnit.WorkingDays), Policy(("Deadlines:Consideration:Unit", "WorkingDays")).Consideration);

    [Theory]
    [InlineData("Amount", "1")]
    [InlineData("Amount", "2500")]
    public void The_ends_of_the_range_are_in_it(string setting, string value) =>
        Assert.NotNull(Policy(($"Deadlines:Opinion:{setting}", value)));

    [Theory]
    [InlineData("Amount", "0")]
    [InlineData("Amount", "-5")]
    [InlineData("Amount", "2501")]
    [InlineData("Unit", "3")]
    public void A_term_out_of_range_is_refused_by_its_name(string setting, string value)
    {
        var thrown = Assert.Throws<OptionsValidationException>(() => Policy(($"Deadlines:Opinion:{setting}", value)));

        Assert.Contains("Deadlines:Opinion must be 1 to 2500 of WorkingDays, CalendarDays, Hours.", Assert.Single(thrown.Failures), StringComparison.Ordinal);
    }

    private static DeadlinePolicy Policy(params (string Name, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddOptions<DeadlinePolicy>().BindConfiguration(DeadlinePolicy.Section).ValidateDataAnnotations();
        return services.BuildServiceProvider().GetRequiredService<IOptions<DeadlinePolicy>>().Value;
    }
}
