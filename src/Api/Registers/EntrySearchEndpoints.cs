using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Api.Registers;

/// <summary>Entries of all registers by their words.</summary>
internal sealed class EntrySearchEndpoints(IEntries entries, EntryIndex index, IRegisterKinds kinds, LocalTimes times)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/entries", routes.ServiceProvider.GetRequiredService<EntrySearchEndpoints>().Search).Described(EntryDocuments.Search());

    private async Task<IResult> Search(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "text", "register", "limit", "cursor");
        var limit = Pages.Limit(query);
        var said = query.Text("text");
        var text = TextQuery.Read(said ?? "");
        if (text is null)
            query.Refuse("text", $"Expected {TextQuery.Expected.En}.", $"Ожидается {TextQuery.Expected.Ru}.");
        var register = query.Text("register");
        var list = $"found {register} {text}";
        var place = PlaceCursor.Read(query, list);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await index.Find(
            text!, register, entries.Searcher(context.Actor()), place is var (at, id) ? new(DateTimeOffset.FromUnixTimeMilliseconds(at), id) : null, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        return Answers.Ok(
            new FoundEntryList(
                [.. shown.Select(Found)], rows.Count > limit ? PlaceCursor.Write(shown[^1].RegisteredAt.ToUnixTimeMilliseconds(), shown[^1].Id, list) : null),
            EntryResponseJson.Default.FoundEntryList);
    }

    private FoundEntry Found(EntryHead row)
    {
        var kind = kinds.Current.Edition(row.Kind, row.Edition);
        return new(EntryAnswers.Item(row, kind, times.ZoneOf(row.Authority)), kind is null ? Phrase.Same(row.Kind) : EntryAnswers.Text(kind.Title));
    }
}
