using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RmsOrleans.Api.Json;

internal static class BodyWalk
{
    public static BodyRead<T> Read<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type) where T : class
    {
        throw new NotImplementedException();
    }
}
