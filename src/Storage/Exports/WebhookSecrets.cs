using System.Text.Json;
using Dapper;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Exports;

/// <summary>
/// Subscriptions with the secrets that sign their messages, in a file of their own. A subscription that is read in begins behind all lines that
/// are there: messages that waited are not carried over.
/// </summary>
internal static class WebhookSecrets
{
    public const string Kind = "rms-secrets";

    private const string Select = """
        select id as Id, authority as Authority, url as Url, secret as Secret, created_at as CreatedAt, created_by as CreatedBy from webhooks
        """;

    public static async Task Write(IReadDatabase database, ExportFile file, CancellationToken cancellation)
    {
        SqlTypes.Use();
        await using var connection = await database.Open(cancellation);
        foreach (var webhook in (await connection.QueryAsync<Row>(new CommandDefinition(Select, cancellationToken: cancellation))).OrderBy(row => row.Id, StringComparer.Ordinal))
            file.Write("webhook", webhook.Write);
    }

    public static Task Read(string path, IStoreLoading loading, IProgressDisplay progress, CancellationToken cancellation)
    {
        var insert = $"""
            insert into webhooks (id, authority, url, secret, since, created_at, created_by)
            values (@Id, @Authority, @Url, @Secret, {loading.EndOfJournal}, @CreatedAt, @CreatedBy)
            """;
        return SideFile.Read(path, Kind, "webhook", (insert, Row.Read), loading, progress.Begin("Secrets", new FileInfo(path).Length), cancellation);
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Authority { get; init; } = "";
        public string Url { get; init; } = "";
        public string Secret { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public string CreatedBy { get; init; } = "";

        public static Row Read(JsonElement json) => new()
        {
            Id = json.Text("id"),
            Authority = json.Text("authority"),
            Url = json.Text("url"),
            Secret = json.Text("secret"),
            CreatedAt = json.Time("createdAt"),
            CreatedBy = json.Text("createdBy"),
        };

        public void Write(Utf8JsonWriter json)
        {
            json.WriteString("id", Id);
            json.WriteString("authority", Authority);
            json.WriteString("url", Url);
            json.WriteString("secret", Secret);
            json.WriteString("createdAt", ExportFile.Time(CreatedAt));
            json.WriteString("createdBy", CreatedBy);
        }
    }
}
