namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>
/// The certificate of a sequence: the fold of its registrations in the order of their serials, from 1 on. It holds nothing but sums, so
/// the register may be of any length.
/// </summary>
/// <param name="isNumber">Whether an entry's number is one of the sequence; left out for those of drafts, profiles and the directory, which say it themselves.</param>
public sealed class RegisterCertificate(SequenceKey key, Func<RegisterEntry, bool>? isNumber = null)
{
    /// <summary>How many missing or repeated serials are listed; all are counted.</summary>
    public const int MostListed = 100;

    private readonly ImmutableArray<long>.Builder missing = ImmutableArray.CreateBuilder<long>();
    private readonly ImmutableArray<long>.Builder repeated = ImmutableArray.CreateBuilder<long>();

    public RegisterEntry? First { get; private set; }

    public RegisterEntry? Last { get; private set; }

    public long Count { get; private set; }

    public long MissingCount { get; private set; }

    public long RepeatedCount { get; private set; }

    public ImmutableArray<long> Missing => missing.ToImmutable();

    public ImmutableArray<long> Repeated => repeated.ToImmutable();

    /// <summary>The hash of the last link, as it is stored.</summary>
    public byte[] Head => Last?.Hash ?? Chain.Start;

    /// <summary>The first serial whose stored link is not what it should be, by its own fields and the link before it.</summary>
    public long? BrokenAt { get; private set; }

    /// <summary>Every link, computed again from what the register says, is the one that is stored.</summary>
    public bool ChainAgrees => BrokenAt is null;

    public bool IsWhole => MissingCount == 0 && RepeatedCount == 0 && ChainAgrees;

    public void Add(RegisterEntry entry)
    {
        var expected = (Last?.Serial ?? 0) + 1;
        if (entry.Serial < expected)
        {
            RepeatedCount++;
            if (repeated.Count < MostListed)
                repeated.Add(entry.Serial);
        }
        NoteMissing(expected, before: entry.Serial);

        if (BrokenAt is null && !Agrees(entry))
            BrokenAt = entry.Serial;

        First ??= entry;
        Last = entry;
        Count++;
    }

    /// <summary>The sequence itself says how far it has come and how its last link ends: the end of the register may be missing too.</summary>
    public void End(long lastSerial, byte[] lastHash)
    {
        NoteMissing((Last?.Serial ?? 0) + 1, before: lastSerial + 1);
        if (BrokenAt is null && !Head.AsSpan().SequenceEqual(lastHash))
            BrokenAt = lastSerial;
    }

    private void NoteMissing(long from, long before)
    {
        MissingCount += Math.Max(0, before - from);
        for (var serial = from; serial < before && missing.Count < MostListed; serial++)
            missing.Add(serial);
    }

    /// <summary>A revision of the directory is no number that is printed; its name is made of the revision itself.</summary>
    private bool IsNumberOf(RegisterEntry entry) => isNumber is not null ? isNumber(entry) : key == SequenceKey.Directory
        ? entry.Number == SequenceKey.NameOfRevision(entry.Serial)
        : RegistrationNumber.TryParse(entry.Number, out var number) && number.Serial == entry.Serial && number.Sequence == key;

    private bool Agrees(RegisterEntry entry) =>
        IsNumberOf(entry)
        && Chain.Registration(Head, entry.Number, entry.Subject, entry.Version, entry.LineHash, entry.At).AsSpan().SequenceEqual(entry.Hash);
}

/// <summary>One registration, as the register has it.</summary>
public sealed record RegisterEntry(long Serial, string Number, Guid Subject, int Version, byte[] LineHash, DateTimeOffset At, byte[] Hash);
