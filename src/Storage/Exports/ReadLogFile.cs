using System.Text.Json;
using Dapper;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.ReadLog;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Exports;

/// <summary>Who read what, in a file of its own: the export goes to people who have no business with it.</summary>
internal static class ReadLogFile
{
    public const string Kind = "rms-read-log";
    private const string Record = "read";
    private const int PageSize = 2_000;

    private const string Select = $"select position, {ReadRow.Columns} from read_log where position > @after order by position limit @most";

    private const string Insert = $"""
        insert into read_log ({ReadRow.Columns})
        values (@At, @What, @Subject, @Number, @Part, @Reader, @Name, @Authority, @Unit, @Roles)
        """;

    public static async Task Write(IReadDatabase database, ExportFile file, CancellationToken cancellation)
    {
        SqlTypes.Use();
        await using var connection = await database.Open(cancellation);
        var after = 0L;
        while ((await connection.QueryAsync<Row>(new CommandDefinition(Select, new { after, most = PageSize }, cancellationToken: cancellation))).AsList() is [.., var last] page)
        {
            foreach (var row in page)
                file.Write(Record, row.Write);
            after = last.Position;
        }
    }

    public static Task Read(string path, IStoreLoading loading, IProgressDisplay progress, CancellationToken cancellation) =>
        SideFile.Read(path, Kind, Record, (Insert, Row.Read), loading, progress.Begin("Read log", new FileInfo(path).Length), cancellation);

    private sealed class Row
    {
        public long Position { get; init; }
        public DateTimeOffset At { get; init; }
        public string What { get; init; } = "";
        public DraftId? Subject { get; init; }
        public string? Number { get; init; }
        public string? Part { get; init; }
        public string Reader { get; init; } = "";
        public string Name { get; init; } = "";
        public string Authority { get; init; } = "";
        public string? Unit { get; init; }
        public string Roles { get; init; } = "";

        public static Row Read(JsonElement json) => new()
        {
            At = json.Time("at"),
            What = json.Text("what"),
            Subject = json.Of("subject") is { ValueKind: JsonValueKind.String } subject ? new DraftId(subject.GetGuid()) : null,
            Number = json.Of("number").GetString(),
            Part = json.Of("part").GetString(),
            Reader = json.Text("reader"),
            Name = json.Text("name"),
            Authority = json.Text("authority"),
            Unit = json.Of("unit").GetString(),
            Roles = json.Text("roles"),
        };

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("at", ExportFile.Time(At));
            json.WriteString("what", What);
            json.WriteString("subject", Subject?.ToString());
            json.WriteString("number", Number);
            json.WriteString("part", Part);
            json.WriteString("reader", Reader);
            json.WriteString("name", Name);
            json.WriteString("authority", Authority);
            json.WriteString("unit", Unit);
            json.WriteString("roles", Roles);
        }
    }
}
