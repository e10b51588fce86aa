namespace RmsOrleans.Api.Http;

/// <summary>Which limit an endpoint falls under; without it that of ordinary requests.</summary>
internal sealed class Share
{
    /// <summary>It lasts as long as its client listens.</summary>
    public static readonly Share OfStreams = new();

    /// <summary>Asked by whoever watches over the node, also when it has too much to do.</summary>
    public static readonly Share OfNobody = new();

    private Share()
    {
    }

    public static Share? Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Share>();
}
