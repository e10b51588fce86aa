using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Registers;
using RmsOrleans.Desk.Door;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Desk.Drafts;

/// <summary>A draft that is made of a risk message: what the message says stands in the form, and the message is linked to the draft that comes of it.</summary>
internal static class MessageDrafts
{
    /// <summary>The register of risk messages.</summary>
    public const string Register = "risk-message";

    /// <summary>The query that names the message by the id of its entry.</summary>
    private const string Named = "message";

    /// <summary>The form of a draft that is made of this message.</summary>
    public static string From(Guid message) => $"{Places.Prefix}/drafts/new?{Named}={message:D}";

    /// <summary>The message that the address names; null if it names none that whoever looks may read.</summary>
    public static async Task<EntryResponse?> Of(DeskRequest desk) =>
        desk.Query(Named) is { } id && await desk.Ask(HttpMethods.Get, $"/entries/{Uri.EscapeDataString(id)}") is { IsGood: true } answer
        && answer.Read(DeskJson.Default.EntryResponse) is { Kind: Register } entry
            ? entry
            : null;

    /// <summary>Where the risk lies. Goods are looked for as they were declared, since that is what declarations to come will say.</summary>
    public static JsonObject Content(DeskRequest desk, EntryResponse message)
    {
        var indicators = new JsonArray();
        Add(IndicatorGroup.Goods, "commodityCode", "startsWith", Said(message, "declaredCode") ?? Said(message, "correctedCode"));
        Add(IndicatorGroup.GoodsCountry, "originCountry", "oneOf", Said(message, "declaredCountry") ?? Said(message, "correctedCountry"));
        if (Said(message, "indicators") is { } text)
            indicators.Add(new JsonObject { ["group"] = $"{IndicatorGroup.Goods}", ["text"] = text });
        var area = new JsonObject { ["description"] = Described(desk, message, "result", "correctedCode", "correctedCountry", "maker", "article", "model", "mark"), ["indicators"] = indicators };
        if (Said(message, "procedure") is { } procedure)
            area["procedures"] = new JsonArray(procedure);
        if (Said(message, "trader") is { } trader)
            area["traders"] = new JsonArray(trader);
        var content = new JsonObject { ["riskArea"] = area };
        if (Said(message, "measures") is { } measures)
            content["measures"] = new JsonArray(new JsonObject { ["description"] = measures });
        return content;

        void Add(IndicatorGroup group, string field, string condition, string? value)
        {
            if (value is not null)
                indicators.Add(new JsonObject { ["group"] = $"{group}", ["field"] = field, ["operator"] = condition, ["values"] = new JsonArray(value) });
        }
    }

    /// <summary>Why it is proposed.</summary>
    public static JsonObject Note(DeskRequest desk, EntryResponse message)
    {
        var document = Said(message, "sourceDocument");
        var source = $"{desk.In(new("Risk message", "Сообщение о риске"))} {message.Number}, {DateOnly.FromDateTime(message.RegisteredAt.Date).Day()}{(document is null ? "" : $": {document}")}";
        return new() { ["sources"] = new JsonArray(source), ["assessment"] = Described(desk, message, "riskType", "damageRoubles") };
    }

    /// <summary>So that the message leads to the draft, which names it among its sources. Whoever may not put the message right has made the draft all the same.</summary>
    public static async Task Link(DeskRequest desk, ApiAnswer answer)
    {
        if (await Of(desk) is not { } message)
            return;
        var draft = answer.Read(DeskJson.Default.ReceiptResponse).Id;
        await desk.Ask(
            HttpMethods.Post, $"/entries/{message.Id:D}/links", Encoding.UTF8.GetBytes(new JsonObject { ["to"] = "draft", ["id"] = $"{draft}" }.ToJsonString()));
    }

    /// <summary>A line for each of these fields that says something.</summary>
    private static string Described(DeskRequest desk, EntryResponse message, params string[] fields) => string.Join(
        '\n', from name in fields
              let field = message.Fields.FirstOrDefault(each => each.Name == name)
              where field?.Value is not null
              select $"{desk.In(field.Title)}: {(field.ValueName is { } called ? desk.In(called) : field.Value)}");

    private static string? Said(EntryResponse message, string field) => message.Fields.FirstOrDefault(each => each.Name == field)?.Value;
}
