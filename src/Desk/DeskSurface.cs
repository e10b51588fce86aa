using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RmsOrleans.Desk.Assets;
using RmsOrleans.Desk.Cluster;
using RmsOrleans.Desk.Declarations;
using RmsOrleans.Desk.Directory;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Drafts;
using RmsOrleans.Desk.Efficiency;
using RmsOrleans.Desk.Help;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Journal;
using RmsOrleans.Desk.Live;
using RmsOrleans.Desk.Prices;
using RmsOrleans.Desk.Profiles;
using RmsOrleans.Desk.ReadLog;
using RmsOrleans.Desk.Reference;
using RmsOrleans.Desk.Registers;
using RmsOrleans.Desk.Sequences;
using RmsOrleans.Desk.Session;
using RmsOrleans.Desk.Suggestions;
using RmsOrleans.Desk.Tasks;
using RmsOrleans.Desk.Trials;
using RmsOrleans.Desk.Webhooks;

namespace RmsOrleans.Desk;

/// <summary>The pages that officials work in: what they need, and a table of contents.</summary>
public static class DeskSurface
{
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.AddSingleton<ApiDoor>();
        services.AddProviderSignIn();
        // The usual encoder writes each Cyrillic letter as seven characters.
        services.Replace(ServiceDescriptor.Singleton(HtmlEncoder.Create(UnicodeRanges.All)));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // nothing on a page is both secret and chosen by somebody else
            compression.MimeTypes = ["text/html", "text/css", "text/javascript"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Fastest);
        return services;
    }

    /// <summary>Between the outermost layers and the reading of tokens.</summary>
    public static void UseDesk(this IApplicationBuilder app)
    {
        // Requests that are no pages pay for this one question.
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Places.Prefix), pages =>
        {
            pages.UseResponseCompression();
            pages.UseMiddleware<PageGuard>();
            pages.Use(SessionCookie.BringToken);
        });
    }

    public static void MapDesk(this WebApplication app)
    {
        app.Services.GetRequiredService<ApiDoor>().Open(app);
        // Pages are no part of the API's description.
        app.MapGet("/", () => DeskRequest.GoTo(Places.Prefix)).ExcludeFromDescription();
        var desk = app.MapGroup(Places.Prefix).ExcludeFromDescription();
        desk.MapGet("", () => DeskRequest.GoTo($"{Places.Prefix}/tasks"));
        AssetFiles.Map(desk);
        SignInPages.Map(desk);
        ProviderSignIn.Map(desk);
        TaskPages.Map(desk);
        JournalPages.Map(desk);
        FiguresPages.Map(desk);
        NewDraftPages.Map(desk);
        BatchPages.Map(desk);
        DraftPages.Map(desk);
        LivePages.Map(desk);
        VersionPages.Map(desk);
        SimilarPages.Map(desk);
        TrialPages.Map(desk);
        SuggestionPages.Map(desk);
        PricePages.Map(desk);
        AttachmentPages.Map(desk);
        CommandPages.Map(desk);
        CheckPages.Map(desk);
        ControlCommandPages.Map(desk);
        LoadPages.Map(desk);
        ProfilePages.Map(desk);
        EfficiencyPages.Map(desk);
        ProfileCommandPages.Map(desk);
        DirectoryPages.Map(desk);
        EntryPages.Map(desk);
        DutyPages.Map(desk);
        SequencePages.Map(desk);
        ReferencePages.Map(desk);
        ReadLogPages.Map(desk);
        WebhookPages.Map(desk);
        ClusterPages.Map(desk);
        HelpPages.Map(desk);
    }
}
