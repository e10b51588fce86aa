using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Grains.Registers.Duty;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Grains;

/// <summary>What the grains ask for.</summary>
public static class DomainServices
{
    public static IServiceCollection AddDomain(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddKeyedSingleton(Clocks.Domain, TimeProvider.System);

        services.AddOptions<NumberingSettings>().Bind(configuration.GetSection(NumberingSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DeadlinePolicy>().Bind(configuration.GetSection(DeadlinePolicy.Section)).ValidateDataAnnotations().ValidateOnStart();

        services.AddOptions<ConsiderationSettings>().Bind(configuration.GetSection(ConsiderationSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<EfficiencySettings>().Bind(configuration.GetSection(EfficiencySettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PriceSettings>().Bind(configuration.GetSection(PriceSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AttachmentSettings>().Bind(configuration.GetSection(AttachmentSettings.Section)).ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton<AuthorityRegisterHolder>().AddSingleton<IAuthorityImports, AuthorityImports>();
        services.AddSingleton<CalendarHolder>().AddSingleton<ICalendarLoads, CalendarLoads>();
        services.AddSingleton<ICalendarPreviews, CalendarPreviews>();
        services.AddSingleton<ClassifierHolder>().AddSingleton<IClassifierLoads, ClassifierLoads>();
        services.AddSingleton<IReferenceData, ReferenceData>();
        services.AddSingleton<CurrentCircumstances>().AddSingleton<DraftRegistering>().AddSingleton<ISubmissions, Submissions>();
        services.AddSingleton<DryRuns>().AddSingleton<IDryRuns>(provider => provider.GetRequiredService<DryRuns>());
        services.AddSingleton<DeadlineReminders>();
        services.AddTransient<IDeadlineChecks, DeadlineChecks>();
        services.AddSingleton<NextSteps>();
        services.AddSingleton<IDirectoryAcknowledgements, DirectoryAcknowledgements>().AddSingleton<IProfileLooks, ProfileLooks>().AddSingleton<IPriceWithdrawals, PriceWithdrawals>();
        services.AddSingleton<Publication>().AddSingleton<IAdoptions, Adoptions>();
        services.AddSingleton<BatchCommits>().AddSingleton<NumberSequence>().AddSingleton<SequenceCommits>().AddSingleton<SiloRegistrations>();
        services.AddSingleton<ProfilesInForce>().AddSingleton<Checking>().AddSingleton<IChecks>(provider => provider.GetRequiredService<Checking>()).AddSingleton<CheckMetrics>();
        services.AddSingleton<KindHolder>().AddSingleton<IRegisterKinds>(provider => provider.GetRequiredService<KindHolder>()).AddSingleton<IKindLoads, KindLoads>();
        services.AddSingleton<EntryListings>().AddSingleton<IDuty, DutyService>().AddSingleton<EntryDecisions>().AddSingleton<EntryNumbering>().AddSingleton<EntryCommits>().AddSingleton<EntryRegistering>().AddSingleton<IEntries, EntryDoor>().AddTransient<IAuthorityChecks, TermChecks>();
        services.AddSingleton<NumberingMetrics>();
        services.AddSingleton<TrialMetrics>();
        services.AddSingleton<DraftMetrics>();
        services.AddSingleton<ConflictMetrics>();
        return services;
    }
}
