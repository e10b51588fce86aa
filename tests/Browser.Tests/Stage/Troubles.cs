using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>What a browser complains of while somebody works: what the policy forbids, errors of scripts, and dialogs that nobody should see.</summary>
internal sealed class Troubles
{
    private readonly ConcurrentQueue<string> seen = new();

    public IReadOnlyCollection<string> Seen => seen;

    public void Watch(IBrowserContext context)
    {
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsAnswer(message))
                seen.Enqueue($"{message.Page?.Url}: {message.Text}");
        };
        context.WebError += (_, error) => seen.Enqueue($"{error.Page?.Url}: {error.Error}");
        context.Dialog += async (_, dialog) =>
        {
            seen.Enqueue($"{dialog.Page?.Url}: the dialog “{dialog.Message}” ({dialog.Type})");
            await dialog.AcceptAsync();
        };
    }

    public void AreNone() => Assert.Empty(seen);

    /// <summary>A page that says what is wrong has the status of a refusal, which the browser repeats.</summary>
    private static bool IsAnswer(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal) && !message.Location.Contains("/assets/", StringComparison.Ordinal);
}
