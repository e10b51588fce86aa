using System.Text;
using System.Text.Json;

namespace RmsOrleans.Storage.Exports;

/// <summary>Lines and registrations as an export has them. What a hash covers as bytes stands there as those bytes: it is JSON itself.</summary>
internal static class ChainRecords
{
    public static void Write(this Utf8JsonWriter json, JournalLine line)
    {
        json.WriteString("subject", line.Subject);
        json.WriteNumber("line", line.Line);
        json.WriteString("type", line.Type);
        json.WriteString("at", ExportFile.Time(line.At));
        json.WritePropertyName("actor");
        json.WriteRawValue(line.Actor);
        json.WritePropertyName("payload");
        json.WriteRawValue(line.Payload);
        json.WriteString("hash", Convert.ToHexStringLower(line.Hash));
    }

    public static JournalLine Line(this JsonElement json) => new(
        json.Of("subject").GetGuid(),
        json.Of("line").GetInt32(),
        json.Text("type"),
        json.Time("at"),
        json.Raw("actor"),
        json.Raw("payload"),
        json.Hash("hash"));

    public static void Write(this Utf8JsonWriter json, RegisterEntry entry)
    {
        json.WriteNumber("serial", entry.Serial);
        json.WriteString("number", entry.Number);
        json.WriteString("subject", entry.Subject);
        json.WriteNumber("version", entry.Version);
        json.WriteString("lineHash", Convert.ToHexStringLower(entry.LineHash));
        json.WriteString("at", ExportFile.Time(entry.At));
        json.WriteString("hash", Convert.ToHexStringLower(entry.Hash));
    }

    public static RegisterEntry Registration(this JsonElement json) => new(
        json.Of("serial").GetInt64(),
        json.Text("number"),
        json.Of("subject").GetGuid(),
        json.Of("version").GetInt32(),
        json.Hash("lineHash"),
        json.Time("at"),
        json.Hash("hash"));

    public static JsonElement Of(this JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? value : throw new FormatException($"it has no member '{member}'");

    public static string Text(this JsonElement json, string member) =>
        json.Of(member).GetString() ?? throw new FormatException($"its member '{member}' is no text");

    public static DateTimeOffset Time(this JsonElement json, string member) => json.Of(member).GetDateTimeOffset();

    public static byte[] Hash(this JsonElement json, string member) => Convert.FromHexString(json.Text(member));

    /// <summary>The bytes as they stand there.</summary>
    public static byte[] Raw(this JsonElement json, string member) => Encoding.UTF8.GetBytes(json.Of(member).GetRawText());
}
