using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.HtmlRendering;
using Microsoft.Extensions.Logging;

namespace RmsOrleans.Desk.Pages;

/// <summary>A component rendered as a whole page. Nothing of it stays on the server once it is sent.</summary>
internal sealed class PageResult(DeskRequest desk, Type page, Dictionary<string, object?> parameters, int status) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        await PageRendering.Render(desk, page, parameters, whole =>
        {
            PageRendering.Head(desk, status); // a page that cannot be made whole has not begun
            if (!HttpMethods.IsHead(httpContext.Request.Method))
                whole.WriteHtmlTo(new Utf8Writer(response.BodyWriter));
        });
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}

/// <summary>Writes a text as UTF-8 where it is to go: a page with 50 rows is too long to become one string first.</summary>
internal sealed class Utf8Writer(IBufferWriter<byte> to) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Encoding.UTF8.GetBytes(buffer, to);
}

/// <summary>Components as HTML, and what stands above every page.</summary>
internal static class PageRendering
{
    public static async Task<string> Render(DeskRequest desk, Type component, Dictionary<string, object?> parameters)
    {
        var written = new StringWriter();
        await Render(desk, component, parameters, whole => whole.WriteHtmlTo(written));
        return written.ToString();
    }

    /// <param name="use">Gets it once it is there as a whole.</param>
    public static async Task Render(DeskRequest desk, Type component, Dictionary<string, object?> parameters, Action<HtmlRootComponent> use)
    {
        var services = desk.Context.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        await renderer.Dispatcher.InvokeAsync(async () => use(await renderer.RenderComponentAsync<Root>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(Root.Desk)] = desk,
            [nameof(Root.Page)] = component,
            [nameof(Root.Parameters)] = parameters,
        }))));
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
