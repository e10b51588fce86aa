using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace RmsOrleans.Desk.Pages;

/// <summary>A component rendered as a whole page. Nothing of it stays on the server once it is sent.</summary>
internal sealed class PageResult(DeskRequest desk, Type page, Dictionary<string, object?> parameters, int status) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = await PageRendering.Render(desk, page, parameters);
        PageRendering.Head(desk, status);
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await httpContext.Response.WriteAsync(html, httpContext.RequestAborted);
    }
}

/// <summary>Components as HTML, and what stands above every page.</summary>
internal static class PageRendering
{
    public static async Task<string> Render(DeskRequest desk, Type component, Dictionary<string, object?> parameters)
    {
        var services = desk.Context.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<Root>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(Root.Desk)] = desk,
                [nameof(Root.Page)] = component,
                [nameof(Root.Parameters)] = parameters,
            }));
            var written = new StringWriter();
            root.WriteHtmlTo(written);
            return written.ToString();
        });
    }

    public static void Head(DeskRequest desk, int status)
    {
        var response = desk.Context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "private, no-store";
        response.Headers.ContentLanguage = desk.Language == Language.Ru ? "ru" : "en";
    }
}

/// <summary>Lets every component of a page know whose request it answers.</summary>
internal sealed class Root : ComponentBase
{
    [Parameter]
    public DeskRequest Desk { get; set; } = null!;

    [Parameter]
    public Type Page { get; set; } = null!;

    [Parameter]
    public Dictionary<string, object?> Parameters { get; set; } = [];

    protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<DeskRequest>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<DeskRequest>.Value), Desk);
        builder.AddComponentParameter(2, nameof(CascadingValue<DeskRequest>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<DeskRequest>.ChildContent), (RenderFragment)(inside =>
        {
            inside.OpenComponent(0, Page);
            inside.AddMultipleAttributes(1, Parameters!);
            inside.CloseComponent();
        }));
        builder.CloseComponent();
    }
}

/// <summary>What all components of the desk can say.</summary>
public abstract class DeskComponent : ComponentBase
{
    [CascadingParameter]
    public DeskRequest Desk { get; set; } = null!;

    /// <summary>A text of the page in the language of whoever looks.</summary>
    protected string T(string en, string ru) => Desk.Language == Language.Ru ? ru : en;

    protected string T(Phrase phrase) => phrase.In(Desk.Language);
}
