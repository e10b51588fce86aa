using RmsOrleans.Storage.Verification;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Storage.Exports;

/// <summary>
/// Subscriptions with the secrets that sign their messages, in a file of their own. A subscription that is read in begins behind all lines that
/// are there: messages that waited are not carried over.
/// </summary>
internal static class WebhookSecrets
{
    public const string Kind = "rms-secrets";

    private static readonly ExportedTable table = new("webhook", "webhooks",
        ("id", Exported.Text), ("authority", Exported.Text), ("url", Exported.Text), ("secret", Exported.Text), ("created_at", Exported.Time),
        ("created_by", Exported.Text), ("form", Exported.TextOrNothing), ("previous_secret", Exported.TextOrNothing),
        ("previous_until", Exported.TimeOrNothing), ("ended_at", Exported.TimeOrNothing), ("request_key", Exported.TextOrNothing),
        ("request_hash", Exported.TextOrNothing));

    private static readonly ExportedTable nouns = new("webhookNoun", "webhook_nouns", ("webhook", Exported.Text), ("noun", Exported.Text));

    public static async Task Write(IReadDatabase database, ExportFile file, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        foreach (var webhook in (await table.Rows(connection, cancellation)).OrderBy(row => (string)row["id"]!, StringComparer.Ordinal))
            table.Write(file, webhook);
        foreach (var noun in (await nouns.Rows(connection, cancellation)).OrderBy(row => $"{row["webhook"]} {row["noun"]}", StringComparer.Ordinal))
            nouns.Write(file, noun);
    }

    public static async Task Read(string path, IStoreLoading loading, IProgressDisplay progress, CancellationToken cancellation)
    {
        var since = ("since", loading.EndOfJournal);
        await SideFile.Read(
            path, Kind, [(table, table.Insert(("form", "coalesce(@form, 'Both')"))), (nouns, nouns.Insert(since))], loading,
            progress.Begin("Secrets", new FileInfo(path).Length), cancellation);

        // In a file of an earlier version none has any.
        var older = new LoadedBatch();
        older.Others.Add((
            $"""
            insert into webhook_nouns (webhook, noun, since) select id, '{WebhookRow.FirstNoun}', {loading.EndOfJournal} from webhooks w
            where not exists (select 1 from webhook_nouns n where n.webhook = w.id)
            """,
            new { }));
        await loading.Write(older, cancellation);
    }
}
