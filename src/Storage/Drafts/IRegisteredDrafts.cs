using System.Text.Json;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// The drafts by the numbers they bear. Programs ask for these all day, so each database reads them in the cheapest way it has, and never
/// behind a commit that was answered. Where the database does not answer, it throws <see cref="StorageUnavailableException"/>.
/// </summary>
public interface IRegisteredDrafts
{
    /// <summary>Null if no draft bears the number. Whether the caller may know of it is not asked here.</summary>
    ValueTask<RegisteredDraft?> Find(RegistrationNumber number);
}

/// <summary>What the status of a registered draft is made of.</summary>
/// <param name="Deadline">As it is stored.</param>
/// <param name="LastLine">The number of its last journal line.</param>
public sealed record RegisteredDraft(
    DraftId Id,
    AuthorityCode Authority,
    DraftStatus Status,
    int Version,
    DateTimeOffset PreparedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset RegisteredAt,
    string? Deadline,
    bool Overdue,
    int LastLine,
    string Number)
{
    public Deadline? ReadDeadline() => Deadline is null ? null : JsonSerializer.Deserialize(Deadline, StoredDraft.Json.Deadline);
}

/// <summary>What both databases are asked for the status of numbers; only the condition differs.</summary>
internal static class RegisteredDraftRow
{
    public const string Query =
        """
        select d.id as Id, d.authority as Authority, d.status as Status, d.version as Version, d.prepared_at as PreparedAt, d.changed_at as ChangedAt,
          d.registered_at as RegisteredAt, d.deadline as Deadline, d.overdue as Overdue, d.last_line as LastLine, r.number as Number
        from registrations r join drafts d on d.id = r.subject
        """;
}
