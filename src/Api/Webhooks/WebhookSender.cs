using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>Sends one message. What a receiver answers is not read; nothing but its status counts.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly HttpClient client;
    private readonly TimeProvider clock;
    private readonly TimeSpan timeout;

    public WebhookSender(IOptions<WebhookSettings> settings, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        this.clock = clock;
        timeout = settings.Value.Timeout;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // a name may come to lead elsewhere
            MaxResponseHeadersLength = 16,
        };
        if (settings.Value.RefusePrivateAddresses)
            handler.ConnectCallback = PublicAddresses.Connect;
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("RmsOrleans", null));
    }

    /// <summary>Null if the receiver took it, else why not.</summary>
    public async Task<string?> Send(WebhookMessage message, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, message.Url)
        {
            Content = new StringContent(message.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(message.Secret, clock.GetUtcNow(), message.Body));
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return response.IsSuccessStatusCode ? null : $"The receiver answered {(int)response.StatusCode}.";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "The receiver did not answer in time.";
        }
        catch (HttpRequestException failure)
        {
            return $"The receiver could not be reached ({failure.HttpRequestError}).";
        }
    }

    public void Dispose() => client.Dispose();
}

/// <summary>HMAC-SHA256 over the time of sending and the body, so that neither can be changed and an old message cannot be sent again later.</summary>
internal static class WebhookSignature
{
    public const string Header = "Rms-Signature";

    /// <summary><c>t=1795251871,v1=…</c>: seconds since 1970, and the hexadecimal sum over <c>t.body</c> with the secret as key.</summary>
    public static string Of(string secret, DateTimeOffset at, string body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var sum = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(sum)}";
    }
}
