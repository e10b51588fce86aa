using Microsoft.Net.Http.Headers;

namespace RmsOrleans.Desk.Pages;

/// <summary>What the API answers, as a file that a browser keeps.</summary>
internal static class Downloads
{
    /// <param name="name">Of the file.</param>
    /// <exception cref="Door.ApiRefusedException">It is not to be had; then a page says why, and is no file.</exception>
    public static async Task<IResult> Download(this DeskRequest desk, string target, string name)
    {
        var response = desk.Context.Response;
        response.OnStarting(() =>
        {
            if (response.StatusCode == StatusCodes.Status200OK)
                response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
            return Task.CompletedTask;
        });
        await desk.Pass(target);
        return Results.Empty;
    }
}
