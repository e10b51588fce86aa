using RmsOrleans.Storage.Verification;

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
        ("created_by", Exported.Text));

    public static async Task Write(IReadDatabase database, ExportFile file, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        foreach (var webhook in (await table.Rows(connection, cancellation)).OrderBy(row => (string)row["id"]!, StringComparer.Ordinal))
            table.Write(file, webhook);
    }

    public static Task Read(string path, IStoreLoading loading, IProgressDisplay progress, CancellationToken cancellation) => SideFile.Read(
        path, Kind, table, table.Insert(("since", loading.EndOfJournal)), loading, progress.Begin("Secrets", new FileInfo(path).Length), cancellation);
}
