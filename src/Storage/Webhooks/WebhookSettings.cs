using System.ComponentModel.DataAnnotations;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Webhooks;

/// <summary>How messages are delivered.</summary>
internal sealed class WebhookSettings
{
    public const string Section = "Webhooks";

    /// <summary>Refuse receivers on loopback and private networks. Off by default: at an office the receiver usually stands beside this program.</summary>
    public bool RefusePrivateAddresses { get; set; }

    /// <summary>How long a receiver may take to answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages on their way at once, to all receivers together.</summary>
    [Range(1, 256)]
    public int AtOnce { get; set; } = 16;

    /// <summary>Messages on their way at once to one receiver, each about another subject.</summary>
    [Range(1, 64)]
    public int AtOnceToOne { get; set; } = 4;

    /// <summary>After the first failure; it doubles with each one that follows.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan FirstBackOff { get; set; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan LongestBackOff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A message that fails when it is older goes to the dead letters.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a receiver that asks for it (<c>Retry-After</c>) is left in peace at the most.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long the secret of before signs beside a new one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan SecretOverlap { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The share of one core that the making of messages takes at the most while the node is busy (<see cref="FeedSettings.BusyCommits"/>).</summary>
    [Range(0.01, 1.0)]
    public double ShareWhileBusy { get; set; } = 0.1;

    public TimeSpan BackOff(int failures)
    {
        var doubled = FirstBackOff * Math.Pow(2, Math.Min(failures, 30) - 1);
        return doubled < LongestBackOff ? doubled : LongestBackOff;
    }
}
