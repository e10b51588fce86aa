using System.Collections.Immutable;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains;

namespace RmsOrleans.Api.Http;

/// <summary>A body as the endpoint wants it, or the problem that answers it.</summary>
internal static class Bodies
{
    public static async ValueTask<(T? Value, Problem? Problem)> ReadJson<T>(this HttpContext context, T? whenEmpty = null) where T : class
    {
        if (whenEmpty is not null && context.Request.ContentType is null && context.Request.ContentLength is null or 0)
            return (whenEmpty, null);
        if (!context.Request.HasContentType(ContentTypes.Json))
            return (null, Problems.UnsupportedMediaType(ContentTypes.Json));

        using var body = await RequestBody.Read(context);
        if (body.IsTooLarge)
            return (null, RequestBody.TooLarge);

        var read = JsonBody.Read<T>(body.Bytes);
        return read.Faults.IsEmpty ? (read.Value, null) : (null, Faulty(read.Faults));
    }

    public static Problem Faulty(ImmutableArray<Fault> faults) =>
        Problems.BadInput(faults.Length == 1 ? "One thing is wrong with the input." : $"{faults.Length} things are wrong with the input.", faults);
}
