namespace RmsOrleans.Storage.Verification;

/// <summary>Everything that the store has of one draft or profile, as it lies there at one moment.</summary>
internal sealed record StoredSubject(Guid Id)
{
    public List<JournalLine> Lines { get; } = [];

    /// <summary>Its row, by the table that has it; more than one only where something is wrong.</summary>
    public Dictionary<string, StoredRow> Rows { get; } = [];

    public StoredRow? Draft => Rows.GetValueOrDefault(JournaledNoun.Drafts.Table);

    public StoredRow? Profile => Rows.GetValueOrDefault(JournaledNoun.Profiles.Table);

    /// <summary>The row of the register that has the number of its own row.</summary>
    public RegistrationRow? Registration { get; set; }

    /// <summary>The number of the profile whose row names this draft.</summary>
    public string? AdoptedAs { get; set; }

    public bool HasUnknownAuthority { get; set; }

    /// <summary>The contents that the lines of a draft name: bytes by SHA-256.</summary>
    public IReadOnlyDictionary<string, long> Files { get; set; } = new Dictionary<string, long>();

    /// <summary>Its changes in the directory, by line.</summary>
    public List<StoredEntry> Entries { get; } = [];
}

/// <summary>A row of the directory and whom it concerns, as text.</summary>
internal sealed record StoredEntry(StoredRow Row)
{
    public HashSet<(string Authority, bool Applies)> Scope { get; } = [];
}
