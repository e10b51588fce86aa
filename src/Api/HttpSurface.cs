using RmsOrleans.Api.Attachments;
using RmsOrleans.Api.Authorities;
using RmsOrleans.Api.Calendar;
using RmsOrleans.Api.Classifiers;
using RmsOrleans.Api.Cluster;
using RmsOrleans.Api.Declarations;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Edge;
using RmsOrleans.Api.Efficiency;
using RmsOrleans.Api.Feeds;
using RmsOrleans.Api.Health;
using RmsOrleans.Api.People;
using RmsOrleans.Api.Prices;
using RmsOrleans.Api.Print;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Api.Registers;
using RmsOrleans.Api.Registrations;
using RmsOrleans.Api.RiskAreas;
using RmsOrleans.Api.Sequences;
using RmsOrleans.Api.Submissions;
using RmsOrleans.Api.Suggestions;
using RmsOrleans.Api.Tasks;
using RmsOrleans.Api.Trials;
using RmsOrleans.Api.Unfinished;
using RmsOrleans.Api.Webhooks;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api;

/// <summary>The HTTP surface: what it needs, and a table of contents.</summary>
public static class HttpSurface
{
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        EncodedBody.RefuseCutOffStreams();
        services.AddEdge();
        services.AddTokens(configuration);
        services.AddApiDocument();
        services.AddChecks(configuration);
        services.AddSingleton<LocalTimes>().AddSingleton<CommandBodies>();

        services.AddSingleton<SubmissionEndpoints>().AddSingleton<SubmissionBatches>().AddSingleton<Submitting>();
        services.AddSingleton<DraftEndpoints>();
        services.AddSingleton<DraftListEndpoints>().AddSingleton<DraftItems>().AddSingleton<DraftTableEndpoints>().AddSingleton<DraftCountEndpoints>();
        services.AddSingleton<SimilarEndpoints>().AddSingleton<DurationEndpoints>();
        services.AddSingleton<DraftCommandEndpoints>().AddSingleton<Receipts>();
        services.AddSingleton<AttachmentEndpoints>().AddSingleton<Uploads>().AddSingleton<Downloads>().AddSingleton<SubmissionForms>();
        services.AddSingleton<TaskEndpoints>().AddSingleton<AwaitedSteps>().AddSingleton<OfficeTaskEndpoints>();
        services.AddSingleton<EventEndpoints>().AddSingleton<ProfileEventEndpoints>().AddSingleton<StreamLives>().AddSingleton<WebhookEndpoints>();
        services.AddSingleton<Reads>().AddSingleton<ReadLogEndpoints>();
        services.AddSingleton<RegistrationEndpoints>().AddSingleton<RegistrationListEndpoints>();
        services.AddSingleton<ProfileEndpoints>().AddSingleton<ProfileCommandEndpoints>();
        services.AddSingleton<EfficiencyEndpoints>().AddSingleton<ProfileTaskEndpoints>();
        services.AddSingleton<DirectoryEndpoints>().AddSingleton<CoverageEndpoints>();
        services.AddSingleton<PrintEndpoints>().AddSingleton<RegisterEndpoints>();
        services.AddSingleton<SequenceEndpoints>();
        services.AddSingleton<AuthorityEndpoints>();
        services.AddSingleton<CalendarEndpoints>().AddSingleton<CalendarLoadEndpoints>().AddSingleton<DraftDeadlineEndpoints>();
        services.AddSingleton<ClassifierEndpoints>().AddSingleton<ClassifierLoadEndpoints>().AddSingleton<CapacityEndpoints>().AddSingleton<ChoiceEndpoints>();
        services.AddSingleton<RiskAreaEndpoints>();
        services.AddSingleton<MeEndpoints>();
        services.AddSingleton<OfficialEndpoints>();
        services.AddSingleton<UnfinishedEndpoints>();
        services.AddSingleton<TrialEndpoints>().AddSingleton<TrialQuestions>().AddSingleton<TrialEventEndpoints>().AddSingleton<TrialAttaching>().AddSingleton<SuggestionEndpoints>();
        services.AddSingleton<DeclarationLoadEndpoints>().AddSingleton<DeclarationLoadEventEndpoints>().AddSingleton<DeclarationEndpoints>().AddSingleton<DeclarationRights>();
        services.AddSingleton<PricePointEndpoints>().AddSingleton<PriceResearchEndpoints>().AddSingleton<WithdrawnPrices>()
            .AddSingleton<ILaterNotes>(provider => provider.GetRequiredService<WithdrawnPrices>());
        services.AddSingleton<KindEndpoints>().AddSingleton<EntryEndpoints>().AddSingleton<EntryViews>().AddSingleton<OpenedCommands>().AddSingleton<ChainEndpoints>().AddSingleton<EntryTasks>()
            .AddSingleton<EntryEventEndpoints>().AddSingleton<EntryPrintEndpoints>().AddSingleton<EntrySearchEndpoints>().AddSingleton<DutyEndpoints>();
        services.AddOptions<RegisterSettings>().Bind(configuration.GetSection(RegisterSettings.Section));
        services.AddSingleton<ISealing, SealedKeyFile>();
        services.AddSingleton<CheckTaskEndpoints>();
        services.AddSingleton<ClusterEndpoints>();
        services.AddSingleton<HealthEndpoints>().AddSingleton<Readiness>();
        services.AddSingleton<IReadinessCheck, RunningCheck>().AddSingleton<IReadinessCheck, StorageCheck>().AddSingleton<IReadinessCheck, GrainCheck>();
        return services;
    }

    /// <param name="beforeTokens">What stands between the outermost layers and the reading of tokens.</param>
    public static void MapApi(this WebApplication app, Action<IApplicationBuilder>? beforeTokens = null)
    {
        app.UseEdge();
        beforeTokens?.Invoke(app);
        app.UseAuthentication();
        app.UseRates();
        app.UseAuthorization();

        var api = app.MapGroup("/api/v1").RequireAuthorization();
        SubmissionEndpoints.Map(api);
        DraftEndpoints.Map(api);
        DraftListEndpoints.Map(api);
        DraftTableEndpoints.Map(api);
        DraftCountEndpoints.Map(api);
        SimilarEndpoints.Map(api);
        DurationEndpoints.Map(api);
        DraftCommandEndpoints.Map(api);
        AttachmentEndpoints.Map(api);
        TaskEndpoints.Map(api);
        OfficeTaskEndpoints.Map(api);
        EventEndpoints.Map(api);
        ProfileEventEndpoints.Map(api);
        WebhookEndpoints.Map(api);
        ReadLogEndpoints.Map(api);
        RegistrationEndpoints.Map(api);
        RegistrationListEndpoints.Map(api);
        ProfileEndpoints.Map(api);
        ProfileCommandEndpoints.Map(api);
        EfficiencyEndpoints.Map(api);
        ProfileTaskEndpoints.Map(api);
        DirectoryEndpoints.Map(api);
        CoverageEndpoints.Map(api);
        PrintEndpoints.Map(api);
        RegisterEndpoints.Map(api);
        SequenceEndpoints.Map(api);
        AuthorityEndpoints.Map(api);
        CalendarEndpoints.Map(api);
        CalendarLoadEndpoints.Map(api);
        DraftDeadlineEndpoints.Map(api);
        ClassifierEndpoints.Map(api);
        ClassifierLoadEndpoints.Map(api);
        CapacityEndpoints.Map(api);
        ChoiceEndpoints.Map(api);
        RiskAreaEndpoints.Map(api);
        MeEndpoints.Map(api);
        OfficialEndpoints.Map(api);
        UnfinishedEndpoints.Map(api);
        TrialEndpoints.Map(api);
        TrialEventEndpoints.Map(api);
        TrialAttaching.Map(api);
        SuggestionEndpoints.Map(api);
        DeclarationLoadEndpoints.Map(api);
        DeclarationLoadEventEndpoints.Map(api);
        DeclarationEndpoints.Map(api);
        PricePointEndpoints.Map(api);
        PriceResearchEndpoints.Map(api);
        CheckEndpoints.Map(api);
        ControlEndpoints.Map(api);
        CheckTaskEndpoints.Map(api);
        KindEndpoints.Map(api);
        ChainEndpoints.Map(api);
        EntryEndpoints.Map(api);
        EntrySearchEndpoints.Map(api);
        EntryEventEndpoints.Map(api);
        EntryPrintEndpoints.Map(api);
        DutyEndpoints.Map(api);
        ClusterEndpoints.Map(api);
        HealthEndpoints.Map(app);
        app.MapApiDocument();
        app.MapApiReference();
    }

    /// <summary>The routes of the API for pages of this program: with their rights and problems, without the limits of the network.</summary>
    public static RequestDelegate InProcess(WebApplication app)
    {
        var branch = ((IApplicationBuilder)app).New();
        branch.UseMiddleware<ExceptionHandling>();
        branch.UseRouting();
        branch.UseAuthentication();
        branch.UseAuthorization();
        branch.UseEndpoints(endpoints =>
        {
            foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
                endpoints.DataSources.Add(source);
        });
        return branch.Build();
    }
}
