using System.Globalization;
using System.Runtime.CompilerServices;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Verification;

/// <summary>
/// Files: what a line names must be there, whole, with the hash that the line gives. What is there and no line names does no harm: its sender was
/// turned away, or a crash came before the line. It is only counted.
/// </summary>
internal sealed class AttachmentCheck(IReadDatabase database)
{
    private long named;
    private long unnamed;
    private long coming;

    /// <summary>What was found, as the end of a sentence; nothing where there are no files.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{(named > 0 ? $"; {named:N0} files" : "")}{(unnamed > 0 ? $"; {unnamed:N0} files that no line names" : "")}{(coming > 0 ? $"; {coming:N0} files on their way" : "")}");

    public async IAsyncEnumerable<Finding> Check(
        DraftId draft, IReadOnlyDictionary<string, long> files, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (files.Count == 0)
            yield break;

        await using var connection = await database.Open(cancellation);
        var stored = (await connection.List<StoredAttachment>(StoredAttachments.OfDraft, new { draft }, cancellation))
            .ToDictionary(file => file.Sha256, StringComparer.Ordinal);
        foreach (var (sha256, bytes) in files)
        {
            named++;
            var where = $"draft {draft}, file {sha256}";
            if (!stored.TryGetValue(sha256, out var file))
                yield return new Finding(where, "a line names it, and its bytes are not there");
            else if (await StoredAttachments.FaultOf(connection, file, bytes, cancellation) is { } fault)
                yield return new Finding(where, fault);
        }
    }

    public async Task CountLeftOver(CancellationToken cancellation)
    {
        unnamed = Math.Max(0, await database.One<long>("select count(*) from attachments", null, cancellation) - named);
        coming = await database.One<long>("select count(*) from attachment_uploads", null, cancellation);
    }
}
