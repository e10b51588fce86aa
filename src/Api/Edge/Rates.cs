using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace RmsOrleans.Api.Edge;

/// <summary>How often one may ask. A token that asks too often is turned away before it takes anything from its authority.</summary>
internal static class Rates
{
    public static void Apply(RateSettings settings, RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, Asker>(context => ByAsker(context, settings)),
            PartitionedRateLimiter.Create<HttpContext, AuthorityCode>(context => ByAuthority(context, settings)));
        options.OnRejected = (rejected, _) => new ValueTask(rejected.HttpContext.Answer(Problems.TooManyRequests(
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : 1)));
    }

    private static RateLimitPartition<Asker> ByAsker(HttpContext context, RateSettings settings)
    {
        if (RequestLimit.Of(context) == RequestLimit.None)
            return Unlimited<Asker>();
        return context.User is Caller { Actor: var actor, Until: var until }
            ? Bucket(new Asker(actor.Subject, actor.Authority, until), settings.PerToken, settings)
            : Bucket(new Asker(context.Connection.RemoteIpAddress?.ToString(), default, default), settings.PerAddress, settings);
    }

    private static RateLimitPartition<AuthorityCode> ByAuthority(HttpContext context, RateSettings settings) => context.User is Caller { Actor.Authority: var authority }
        ? Bucket(authority, settings.PerAuthority, settings)
        : Unlimited<AuthorityCode>();

    private static RateLimitPartition<T> Unlimited<T>() where T : struct => RateLimitPartition.GetNoLimiter(default(T));

    private static RateLimitPartition<T> Bucket<T>(T key, int perSecond, RateSettings settings) where T : struct => perSecond == 0
        ? Unlimited<T>()
        : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = (int)Math.Min((long)perSecond * settings.BurstSeconds, int.MaxValue),
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        });

    /// <summary>A token, however it is spelt in the header: nobody gets two that end in the same second. Without one, an address.</summary>
    private readonly record struct Asker(string? Name, AuthorityCode Authority, DateTimeOffset Until);
}
