namespace RmsOrleans.Storage.ReadLog;

/// <summary>A row of the read log.</summary>
internal sealed class ReadRow
{
    /// <summary>All but its position, which the database gives.</summary>
    public const string Columns = "at, what, subject, number, part, reader, name, authority, unit, roles";

    public long Position { get; set; }

    public DateTimeOffset At { get; set; }

    public string What { get; set; } = "";

    public DraftId? Subject { get; set; }

    public RegistrationNumber? Number { get; set; }

    public string? Part { get; set; }

    public string Reader { get; set; } = "";

    public string Name { get; set; } = "";

    public AuthorityCode Authority { get; set; }

    public string? Unit { get; set; }

    public string Roles { get; set; } = "";
}
