using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Profiles;

/// <summary>
/// The changes that concern an authority, in order. <paramref name="Revision"/> is what to send as <c>since</c> next time, and to acknowledge
/// when loaded; <paramref name="More"/> says that there are more changes now.
/// </summary>
public sealed record DirectoryChanges(AuthorityCode Authority, long Revision, bool More, ImmutableArray<DirectoryItem> Items);

/// <summary>
/// One change and how the profile stands after it. <paramref name="Applies"/> is false when it no longer applies to the authority. Content comes
/// with the changes that bring one.
/// </summary>
public sealed record DirectoryItem(
    long Revision,
    DateTimeOffset At,
    string Change,
    RegistrationNumber Number,
    int Version,
    ProfileStatus Status,
    string ValidFrom,
    string ValidTo,
    bool Applies,
    ProfileKind Kind,
    DraftContent? Content)
{
    public Phrase StatusName => Status.InWords();
}

/// <summary>All profiles that apply to an authority and are not over. Changes since <paramref name="Revision"/> lead on from it.</summary>
public sealed record DirectorySnapshot(AuthorityCode Authority, long Revision, ImmutableArray<SnapshotItem> Items);

/// <summary>A profile as it stands.</summary>
public sealed record SnapshotItem(
    RegistrationNumber Number, int Version, ProfileStatus Status, string ValidFrom, string ValidTo, ProfileKind Kind, DraftContent Content)
{
    public Phrase StatusName => Status.InWords();
}

/// <summary>What an authority has acknowledged now.</summary>
/// <param name="Last">How far the directory has come.</param>
public sealed record AcknowledgedResponse(AuthorityCode Authority, long Revision, long Last);

/// <summary>A page of revisions of the directory, and who has loaded them.</summary>
/// <param name="Next">Send it as <c>before</c> for the revisions before these, if there are any.</param>
public sealed record CoverageResponse(ImmutableArray<RevisionCoverage> Items, long? Next);

/// <summary>How many of the authorities that a revision concerns have loaded it, and which have not.</summary>
public sealed record RevisionCoverage(
    long Revision, DateTimeOffset At, string Change, RegistrationNumber Number, int Concerned, int Loaded, ImmutableArray<SilentAuthority> Missing);

/// <param name="Loaded">The last revision that it acknowledged; null if it never has.</param>
/// <summary>An authority that has not loaded a revision.</summary>
/// <param name="SilentSince">When it last acknowledged one.</param>
public sealed record SilentAuthority(AuthorityCode Authority, long? Loaded, DateTimeOffset? SilentSince);

/// <summary>
/// A <see cref="DirectorySnapshot"/> that is sent as it is read, a page after the other: all contents of an authority may be more than the memory
/// has room for. A profile that changes meanwhile has a later revision than the answer names, so the changes since then tell it again.
/// </summary>
internal sealed class SnapshotResponse(ImmutableArray<AuthorityCode> up, long revision, BoundedRows<ChangeRow> first, DirectoryQueries queries) : IResult
{
    private const int SentAtOnce = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = Answers.Json;
        var language = Languages.Of(httpContext.Request);
        response.Speaks(language);
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;

        var item = ProfileResponseJson.Default.SnapshotItem.In(language);
        await using var writer = new Utf8JsonWriter(response.BodyWriter, Answers.Readable);
        writer.WriteStartObject();
        writer.WriteString("authority", up[0].Value);
        writer.WriteNumber("revision", revision);
        writer.WriteStartArray("items");
        for (var page = first; ; page = await queries.Snapshot(up, page.Rows[^1].Number.Serial, httpContext.RequestAborted))
        {
            foreach (var row in page.Rows)
            {
                JsonSerializer.Serialize(writer, Item(row), item);
                if (writer.BytesPending >= SentAtOnce || response.BodyWriter.UnflushedBytes >= SentAtOnce)
                {
                    writer.Flush();
                    await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
                }
            }
            if (!page.More)
                break;
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static SnapshotItem Item(ChangeRow row) => new(
        row.Number, row.Version, row.Status, row.ValidFrom, row.ValidTo, row.Kind, StoredVersion.Read(row.Payload!).Content);
}
