using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>Sends one message. What a receiver answers is not read; its status counts, and when it wants to be asked again.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly HttpClient client;
    private readonly TimeProvider clock;
    private readonly WebhookSettings settings;

    public WebhookSender(IOptions<WebhookSettings> settings, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        this.clock = clock;
        this.settings = settings.Value;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = this.settings.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // a name may come to lead elsewhere
            MaxResponseHeadersLength = 16,
        };
        if (this.settings.RefusePrivateAddresses)
            handler.ConnectCallback = PublicAddresses.Connect;
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("RmsOrleans", null));
    }

    public Task<WebhookAttempt> Send(WebhookMessage message, CancellationToken cancellation) => Send(message, message.Id, message.Body, cancellation);

    /// <param name="id">Of the message.</param>
    public async Task<WebhookAttempt> Send(WebhookTarget to, string id, string body, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(settings.Timeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, to.Url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in WebhookSignature.Headers(to, id, clock.GetUtcNow(), body))
            request.Headers.Add(name, value);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            return response.IsSuccessStatusCode
                ? new(status, null)
                : new(status, new($"The receiver answered {status}.", $"Получатель ответил {status}."), RetryAt(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, new("The receiver did not answer in time.", "Получатель не ответил вовремя."));
        }
        catch (HttpRequestException failure)
        {
            return new(null, new(
                $"The receiver could not be reached ({failure.HttpRequestError}).", $"Соединиться с получателем не удалось ({failure.HttpRequestError})."));
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>Seconds or a time; a receiver that asks for more than the settings allow is believed for that long.</summary>
    private DateTimeOffset? RetryAt(RetryConditionHeaderValue? asked)
    {
        var now = clock.GetUtcNow();
        var rest = asked?.Delta ?? asked?.Date - now;
        return rest is null ? null : now + (rest < settings.LongestRetryAfter ? rest.Value : settings.LongestRetryAfter);
    }
}

/// <summary>How an attempt to deliver ended.</summary>
/// <param name="Status">Of the receiver's answer; null if none came.</param>
/// <param name="Failure">Why it was not taken; null if it was.</param>
/// <param name="RetryAt">Before then the receiver does not want to be asked again.</param>
internal sealed record WebhookAttempt(int? Status, Phrase? Failure, DateTimeOffset? RetryAt = null)
{
    /// <summary>The receiver wants no more messages.</summary>
    public bool IsGone => Status == StatusCodes.Status410Gone;
}
