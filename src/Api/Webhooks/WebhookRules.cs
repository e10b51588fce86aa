using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Json;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>What a subscription must be like.</summary>
internal sealed class WebhookRules(WebhookNouns nouns, IOptions<WebhookSettings> settings)
{
    /// <summary>What is left out is as it always was; a secret is made.</summary>
    public WebhookTerms Terms(Subscribe asked) => new(
        asked.Url, asked.Secret ?? WebhookSecret.Make(), WebhookForms.NameOf(asked.Form ?? WebhookForm.Both), Ordered(asked.Nouns ?? WebhookNouns.Default));

    public WebhookChange Change(ChangeSubscription asked) => new(
        asked.Url, asked.Secret, asked.Form is { } form ? WebhookForms.NameOf(form) : null, asked.Nouns is { } named ? Ordered(named) : null);

    /// <summary>A key of a request with what that asked, whatever its spelling.</summary>
    public static RequestKey? Key(string? key, Subscribe asked, WebhookTerms terms) => key is null
        ? null
        : new(key, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            terms with { Secret = asked.Secret ?? "" }, WebhookTermsJson.Default.WebhookTerms))));

    public ImmutableArray<ValidationError> Errors(string? url, string? secret, ImmutableArray<string>? named)
    {
        var errors = ImmutableArray.CreateBuilder<ValidationError>();
        if (url is not null && !IsReceiver(url))
        {
            errors.Add(new ValidationError(
                "/url",
                "Expected an http or https URL of at most 2,000 characters, without user name and fragment.",
                "Ожидается адрес http или https длиной не более 2000 символов, без имени пользователя и фрагмента."));
        }
        else if (url is not null && !MayReach(new Uri(url)))
        {
            errors.Add(new ValidationError(
                "/url",
                "This address is not public, and only public ones are delivered to here.",
                "Этот адрес не является общедоступным, а доставка выполняется только на общедоступные адреса."));
        }
        if (secret is not null && !WebhookSecret.IsValid(secret))
        {
            errors.Add(new ValidationError(
                "/secret", "Expected whsec_ and the base64 of 24 to 64 bytes.", "Ожидается whsec_ и запись от 24 до 64 байт в виде base64."));
        }
        if (named is { } listed)
            AddErrors(errors, listed);
        return errors.ToImmutable();
    }

    private void AddErrors(ImmutableArray<ValidationError>.Builder errors, ImmutableArray<string> named)
    {
        var names = string.Join(", ", nouns.All.Select(noun => noun.Name));
        if (named.IsEmpty)
            errors.Add(new ValidationError("/nouns", $"Expected at least one of {names}.", $"Ожидается хотя бы одно из значений {names}."));
        for (var i = 0; i < named.Length; i++)
        {
            if (nouns.All.All(noun => noun.Name != named[i]))
                errors.Add(new ValidationError($"/nouns/{i}", $"Expected one of {names}.", $"Ожидается одно из значений {names}."));
        }
    }

    private ImmutableArray<string> Ordered(ImmutableArray<string> named) => [.. nouns.All.Select(noun => noun.Name).Where(name => named.Contains(name))];

    /// <summary>As far as can be said before connecting.</summary>
    private bool MayReach(Uri url) =>
        !settings.Value.RefusePrivateAddresses || !IPAddress.TryParse(url.IdnHost, out var address) || PublicAddresses.IsPublic(address);

    private static bool IsReceiver(string url) =>
        url.Length <= 2000
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0
        && uri.Host.Length > 0;
}

/// <summary>How a form is called where it is stored.</summary>
internal static class WebhookForms
{
    public static string NameOf(WebhookForm form) => form.ToString();

    public static WebhookForm Of(string name) => Enum.Parse<WebhookForm>(name);
}

/// <summary>What a key of a request stands for.</summary>
[JsonSerializable(typeof(WebhookTerms))]
internal sealed partial class WebhookTermsJson : JsonSerializerContext;
