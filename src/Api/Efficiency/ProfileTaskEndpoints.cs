using System.Buffers.Binary;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Efficiency;

namespace RmsOrleans.Api.Efficiency;

/// <summary>Profiles that the caller has to see to: the coordinator of the FCS to all, the contact unit to its own.</summary>
internal sealed class ProfileTaskEndpoints(ProfileTaskQueries tasks)
{
    private const string List = "profile tasks";
    private const int BytesOfKey = sizeof(int) + sizeof(long) + 1;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapRead("/tasks/profiles", routes.ServiceProvider.GetRequiredService<ProfileTaskEndpoints>().Page).Described(EfficiencyDocuments.Tasks());

    private async Task<IResult> Page(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "limit", "cursor");
        var limit = Pages.Limit(query);
        var key = new byte[BytesOfKey];
        var cursor = query.Text("cursor");
        if (cursor is not null && !SummedCursor.TryRead(cursor, List, key))
            query.Refuse("cursor", "This is not a cursor of this list. Begin again without one.", "Это не курсор этого списка. Начните без курсора.");
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var actor = context.Actor();
        var rows = await tasks.Page(actor, cursor is null ? null : Read(key), limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        return Answers.Ok(
            new ProfileTaskList(
                [.. shown.Select(row => new ProfileTaskResponse(
                    row.Profile.Number, row.Profile.Title, row.Profile.Version, FlagResponse.Of(row.Raised), [.. ProfileSteps.For(actor, row.Profile.Status), .. Looks(actor, row.Raised.Flag)]))],
                rows.Count > limit ? Write(shown[^1]) : null),
            EfficiencyResponseJson.Default.ProfileTaskList);
    }

    private static ImmutableArray<string> Looks(Actor actor, ProfileFlag flag) =>
        PermissionTable.Of(Operation.LookAtFlag).Refuse(actor, AuthorityCode.Fcs) is null ? [EfficiencyEndpoints.LookAt(flag)] : [];

    private static ProfileTaskPlace Read(ReadOnlySpan<byte> key) => new(
        DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32BigEndian(key)), BinaryPrimitives.ReadInt64BigEndian(key[sizeof(int)..]), (ProfileFlag)key[^1]);

    private static string Write(ProfileTaskRow last)
    {
        var key = new byte[BytesOfKey];
        BinaryPrimitives.WriteInt32BigEndian(key, last.Raised.Since.DayNumber);
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(sizeof(int)), last.Profile.Number.Serial);
        key[^1] = (byte)last.Raised.Flag;
        return SummedCursor.Write(key, List);
    }
}
