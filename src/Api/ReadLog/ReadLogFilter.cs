using System.Buffers.Binary;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Api.ReadLog;

/// <summary>Which readings a list shows; <paramref name="From"/> is included, <paramref name="Until"/> is not.</summary>
internal sealed record ReadLogFilter(DraftId? Draft, RegistrationNumber? Number, string? Reader, string? What, DateTimeOffset? From, DateTimeOffset? Until)
{
    public static readonly string[] Parameters = ["draft", "number", "reader", "what", "from", "until", "limit", "cursor"];

    public static readonly string[] Recorded = [.. RightsTable.All.Where(right => right.IsRecorded).Select(right => right.Operation.Id())];

    private const string ATime = "a time with its offset, such as 2026-12-01T00:00:00Z (a plus sign is written %2B)";
    private const int LongestReader = 200;

    /// <summary>The filter, the page's size and where it goes on, or every fault of the query.</summary>
    public static (ReadLogFilter Filter, int Limit, ReadLogPlace? After) Read(QueryParameters query)
    {
        var filter = new ReadLogFilter(
            query.Value<DraftId>("draft", "the id of a draft", DraftId.TryParse),
            query.Value<RegistrationNumber>("number", "a registration number with dashes", RegistrationNumber.TryParse),
            query.Text("reader"),
            query.Text("what"),
            query.Value<DateTimeOffset>("from", ATime, QueryTimes.TryRead),
            query.Value<DateTimeOffset>("until", ATime, QueryTimes.TryRead));
        if (filter.Reader is { } reader && (reader.Length is 0 or > LongestReader || reader.Any(char.IsControl)))
            query.Refuse("reader", $"Expected 1 to {LongestReader} characters.");
        if (filter.What is { } what && !Recorded.Contains(what))
            query.Refuse("what", $"Expected one of {string.Join(", ", Recorded)}.");

        var after = query.Text("cursor") is { } cursor ? ReadLogPlace.Read(cursor, filter) : null;
        if (after is null && query.Text("cursor") is not null)
            query.Refuse("cursor", "This is not a cursor of a list with these filters. Begin again without one.");
        return (filter, Pages.Limit(query), after);
    }

    public override string ToString() =>
        $"reads\n{Draft}\n{Number}\n{Reader}\n{What}\n{From?.ToUnixTimeMilliseconds()}\n{Until?.ToUnixTimeMilliseconds()}";
}

/// <summary>Where a page of the read log ended: the time in Unix milliseconds, and the row's place.</summary>
internal sealed record ReadLogPlace(long At, long Position)
{
    public string Write(ReadLogFilter filter)
    {
        Span<byte> key = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(key, At);
        BinaryPrimitives.WriteInt64BigEndian(key[sizeof(long)..], Position);
        return SummedCursor.Write(key, filter.ToString());
    }

    /// <summary>Null if this is not a cursor of a list with this filter.</summary>
    public static ReadLogPlace? Read(string text, ReadLogFilter filter)
    {
        Span<byte> key = stackalloc byte[2 * sizeof(long)];
        return SummedCursor.TryRead(text, filter.ToString(), key)
            ? new ReadLogPlace(BinaryPrimitives.ReadInt64BigEndian(key), BinaryPrimitives.ReadInt64BigEndian(key[sizeof(long)..]))
            : null;
    }
}
