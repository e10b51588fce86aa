namespace RmsOrleans.Storage.Drafts;

/// <summary>What both databases are asked for the status of numbers; only the condition differs.</summary>
internal static class RegisteredDraftRow
{
    public const string Query =
        """
        select d.id, d.authority, d.status, d.version, d.prepared_at, d.changed_at, d.registered_at, d.deadline, d.overdue, d.last_line, r.number
        from registrations r join drafts d on d.id = r.subject
        """;
}
