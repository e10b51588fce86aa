using System.Buffers.Binary;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Api.Declarations;

/// <summary>What inspectors and heads of posts have to do about hits of declarations, at their own authority and those below it.</summary>
internal sealed class CheckTaskEndpoints(CheckTaskQueries tasks, IReferenceData reference, LocalTimes times, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private const int BytesOfKey = sizeof(long) + 16 + sizeof(int);

    private static readonly ImmutableArray<string> narrowing = ["undecided", "overdue", "authority", "profile"];

    private static readonly Phrase profileNumber = new("a number of a profile such as 13/100000/22112026/00001", "номер профиля вида 13/100000/22112026/00001");
    private static readonly Phrase authorityCode = new("a code of 8 digits", "код из 8 цифр");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<CheckTaskEndpoints>();
        routes.MapRead("/tasks/checks", endpoints.List).Described(CheckDocuments.Tasks());
        routes.MapRead("/tasks/checks/counts", endpoints.Count).Described(CheckDocuments.TaskCounts());
    }

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, [.. narrowing, "limit", "cursor"]);
        var filter = Read(query, context.Actor(), Operation.ListCheckTasks);
        var limit = Pages.Limit(query);
        var list = $"check tasks {filter.Undecided} {filter.Overdue} {query.Text("authority")} {filter.Profile}";
        var key = new byte[BytesOfKey];
        var cursor = query.Text("cursor");
        if (cursor is not null && !SummedCursor.TryRead(cursor, list, key))
            query.Refuse("cursor", "This is not a cursor of a list with these filters. Begin again without one.", "Это не курсор списка с такими условиями отбора. Начните без курсора.");
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await tasks.Page(filter, cursor is null ? null : Read(key), limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var days = Days(context.Actor(), filter.Now);
        return Answers.Ok(
            new CheckTaskList([.. shown.Select(row => Answer(row, days))], rows.Count > limit ? Write(shown[^1], list) : null),
            CheckResponseJson.Default.CheckTaskList);
    }

    private async Task<IResult> Count(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, [.. narrowing]);
        var filter = Read(query, context.Actor(), Operation.CountCheckTasks);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var days = Days(context.Actor(), filter.Now);
        var counts = await tasks.Count(filter, days.Tomorrow, days.NextWeek, context.RequestAborted);
        return Answers.Ok(
            new CheckTaskCountsResponse(
                counts.Total, counts.Undecided, counts.OpenMeasures, counts.Overdue,
                [
                    new(Urgency.Late, (int)counts.Overdue), new(Urgency.Today, (int)counts.Today), new(Urgency.ThisWeek, (int)counts.ThisWeek),
                    new(Urgency.Later, (int)(counts.Total - counts.Overdue - counts.Today - counts.ThisWeek)),
                ]),
            CheckResponseJson.Default.CheckTaskCountsResponse);
    }

    private CheckTaskResponse Answer(CheckTaskRow row, UrgencyDays days)
    {
        var isKnown = AuthorityCode.TryParse(row.ControlAuthority, out var post);
        return new(
            row.Number, row.Place, row.ControlAuthority, isKnown ? reference.Current.Authorities.NameOf(post) : Phrase.Same(row.ControlAuthority), row.Version, Codes.Of(row.Moment),
            row.Moment.InWords(), RegistrationNumber.TryParse(row.Profile, out var profile) ? profile : (RegistrationNumber?)null, row.Title, Codes.Of(row.Type), row.Type.InWords(),
            row.Type == HitType.Waiting, row.OpenMeasures, row.DueAt.In(isKnown ? times.ZoneOf(post) : MoscowDays.Zone), row.DueAt <= days.Now, days.Of(row.DueAt, overdue: false));
    }

    private CheckTaskFilter Read(QueryParameters query, Actor actor, Operation operation)
    {
        var register = reference.Current.Authorities;
        var within = ControlPermissions.Within(operation, actor, register);
        if (query.Value<AuthorityCode>("authority", authorityCode, AuthorityCode.TryParse) is { } authority)
        {
            if (register.Find(authority) is null)
                query.Refuse("authority", "The register of authorities knows no such code.", "В реестре таможенных органов нет такого кода.");
            else
                within = within is { } seen ? [.. register.From(authority).Where(code => seen.Contains(code))] : [.. register.From(authority)];
        }
        return new(
            clock.GetUtcNow(), within, query.Value<bool>("undecided", QueryParameters.TrueOrFalse, QueryParameters.ReadBool),
            query.Value<bool>("overdue", QueryParameters.TrueOrFalse, QueryParameters.ReadBool), query.Value<RegistrationNumber>("profile", profileNumber, RegistrationNumber.TryParse));
    }

    private UrgencyDays Days(Actor actor, DateTimeOffset now) => UrgencyDays.Of(now, times.ZoneOf(actor.Authority));

    private static CheckTaskPlace Read(ReadOnlySpan<byte> key) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(key)), new(key.Slice(sizeof(long), 16), bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(key[^sizeof(int)..]));

    private static string Write(CheckTaskRow last, string list)
    {
        var key = new byte[BytesOfKey];
        BinaryPrimitives.WriteInt64BigEndian(key, last.DueAt.ToUnixTimeMilliseconds());
        last.Subject.TryWriteBytes(key.AsSpan(sizeof(long)), bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(BytesOfKey - sizeof(int)), last.Place);
        return SummedCursor.Write(key, list);
    }
}
