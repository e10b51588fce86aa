using System.Buffers.Binary;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Profiles;

/// <summary>Filters of lists of profiles, from the query of a request, and the cursors of these lists.</summary>
internal static class ProfileFilters
{
    public static readonly string[] Parameters = ["status", "territory", "kind", "authority", "area", "limit", "cursor"];

    /// <summary>The filter, the page's size and the serial after which it goes on, or every fault of the query.</summary>
    public static (ProfileFilter Filter, int Limit, long? After) Read(QueryParameters query)
    {
        var filter = new ProfileFilter(
            query.Name<ProfileStatus>("status"),
            query.Name<Territory>("territory"),
            query.Name<ProfileKind>("kind"),
            query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse))
        {
            Area = query.Text("area"),
        };

        long? after = null;
        if (query.Text("cursor") is { } cursor)
        {
            Span<byte> key = stackalloc byte[sizeof(long)];
            if (SummedCursor.TryRead(cursor, List(filter), key))
                after = BinaryPrimitives.ReadInt64BigEndian(key);
            else
            {
                query.Refuse(
                    "cursor",
                    "This is not a cursor of a list with these filters. Begin again without one.",
                    "Это не курсор списка с такими условиями отбора. Начните без курсора.");
            }
        }
        return (filter, Pages.Limit(query), after);
    }

    public static string Cursor(ProfileFilter filter, long serial)
    {
        Span<byte> key = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(key, serial);
        return SummedCursor.Write(key, List(filter));
    }

    private static string List(ProfileFilter filter) =>
        $"profiles\n{filter.Status}\n{filter.Territory}\n{filter.Kind}\n{filter.Authority}{(filter.Area is { } area ? $"\n{area}" : "")}";
}
