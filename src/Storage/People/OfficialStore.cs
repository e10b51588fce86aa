using System.Text;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.People;

/// <summary>Where the people are kept whom the journal names, with the place up to which it has been read for them.</summary>
internal sealed class OfficialStore(IDatabase database, Checkpoints places)
{
    /// <summary>When lines are read otherwise, the journal is read from its beginning; meanwhile a node of an older version goes on with its own place.</summary>
    public const string Purpose = "officials-1";

    /// <summary>What an earlier line says of a person gives way to what a later one does, whichever is read first.</summary>
    private const string Put =
        """
        insert into officials (authority, name_key, subject, role, is_open, name, unit, unit_key, position, seen_at)
        values (@Authority, @NameKey, @Subject, @Role, @IsOpen, @Name, @Unit, @UnitKey, @Position, @SeenAt)
        on conflict (authority, name_key, subject, role, is_open) do update set
          name = case when excluded.seen_at < officials.seen_at then officials.name else excluded.name end,
          unit = case when excluded.unit is null or (officials.unit is not null and excluded.seen_at < officials.seen_at) then officials.unit else excluded.unit end,
          unit_key = case when excluded.unit is null or (officials.unit is not null and excluded.seen_at < officials.seen_at) then officials.unit_key else excluded.unit_key end,
          position = case when excluded.position is null or (officials.position is not null and excluded.seen_at < officials.seen_at) then officials.position else excluded.position end,
          seen_at = case when excluded.seen_at < officials.seen_at then officials.seen_at else excluded.seen_at end
        """;

    private readonly FeedLease claim = new(places, Purpose, TimeProvider.System);

    /// <summary>Where to go on; null while another node does it.</summary>
    public async Task<JournalPosition?> Place(CancellationToken cancellation) => (await claim.Keep(cancellation)).IsHeld ? claim.Stored : null;

    /// <summary>Adds these people and moves on, in one transaction.</summary>
    /// <returns>False, and nothing is written, if another node has taken over.</returns>
    public Task<bool> Write(JournalPosition from, JournalPosition to, IReadOnlyList<OfficialRow> seen, CancellationToken cancellation) =>
        claim.Move(database, from, to, connection => connection.ExecuteAsync(Put, seen), cancellation);

    public Task Release() => claim.Release();
}

/// <summary>A person in a role, as lines that all of the FCS may know of, or others, have named them last.</summary>
internal sealed class OfficialRow
{
    public AuthorityCode Authority { get; init; }

    public string NameKey { get; init; } = "";

    /// <summary>Empty where only a paper names the person.</summary>
    public string Subject { get; init; } = "";

    public string Role { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Unit { get; init; }

    public string? UnitKey { get; init; }

    public string? Position { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    /// <summary>1 where lines of registered drafts and of profiles say so; 0 where those of drafts do that not all may know of.</summary>
    public int IsOpen { get; init; }

    public static OfficialRow Of(SeenOfficial seen, DateTimeOffset at, bool isOpen) => new()
    {
        Authority = seen.Authority,
        NameKey = Fold(seen.Name),
        Subject = seen.Subject ?? "",
        Role = seen.Role.Name(),
        Name = seen.Name,
        Unit = seen.Unit,
        UnitKey = seen.Unit is { } unit ? Fold(unit) : null,
        Position = seen.Position,
        SeenAt = at,
        IsOpen = isOpen ? 1 : 0,
    };

    /// <summary>Each row once, in the order in which they are always written: two nodes do not wait for each other.</summary>
    public static IReadOnlyList<OfficialRow> Latest(IEnumerable<OfficialRow> seen) =>
    [
        .. from row in seen
           group row by (row.Authority.Value, row.NameKey, row.Subject, row.Role, row.IsOpen) into same
           orderby same.Key
           select Joined([.. same.OrderByDescending(row => row.SeenAt)]),
    ];

    /// <summary>As people mean a name: composed (NFC), in upper case, with one space where there is white space.</summary>
    public static string Fold(string name) =>
        string.Join(' ', name.Normalize(NormalizationForm.FormC).ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static OfficialRow Joined(OfficialRow[] newestFirst) => new()
    {
        Authority = newestFirst[0].Authority,
        NameKey = newestFirst[0].NameKey,
        Subject = newestFirst[0].Subject,
        Role = newestFirst[0].Role,
        Name = newestFirst[0].Name,
        Unit = newestFirst.Select(row => row.Unit).FirstOrDefault(unit => unit is not null),
        UnitKey = newestFirst.Select(row => row.UnitKey).FirstOrDefault(unit => unit is not null),
        Position = newestFirst.Select(row => row.Position).FirstOrDefault(position => position is not null),
        SeenAt = newestFirst[0].SeenAt,
        IsOpen = newestFirst[0].IsOpen,
    };
}
