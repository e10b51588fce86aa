using RmsOrleans.Declarations.Loading;

namespace RmsOrleans.Grains.Declarations;

/// <summary>The row of a declaration's control, written in the transaction that writes its lines.</summary>
public sealed record ControlHead
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    /// <summary>The authority of the register that the declaring one counts for.</summary>
    public required string Authority { get; init; }

    public required string ControlAuthority { get; init; }

    public required int Version { get; init; }

    public required CheckMoment Moment { get; init; }

    public required DateOnly SelectionDay { get; init; }

    public required bool Sampled { get; init; }

    public required int Hits { get; init; }

    /// <summary>How many hits wait for an official.</summary>
    public required int Undecided { get; init; }

    /// <summary>How many obligatory measures have no entry.</summary>
    public required int OpenMeasures { get; init; }

    /// <summary>Null while the control goes on.</summary>
    public required string? Ended { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required int LastLine { get; init; }

    public required byte[] LastHash { get; init; }

    public static ControlHead Of(Control control) => new()
    {
        Id = control.Id,
        Number = control.Number,
        Authority = control.Authority,
        ControlAuthority = control.ControlAuthority,
        Version = control.Version,
        Moment = control.Moment,
        SelectionDay = control.SelectionDay,
        Sampled = control.Sampled,
        Hits = control.Hits.Length,
        Undecided = control.Undecided,
        OpenMeasures = Standing.Against(control).Count(each => each.Measure is not null),
        Ended = control.End?.ToString(),
        ChangedAt = control.ChangedAt,
        LastLine = control.Line,
        LastHash = control.LineHash,
    };
}

/// <summary>Where controls and checks are kept. Throws <see cref="StorageUnavailableException"/> as the journal does.</summary>
internal interface IControlStore
{
    /// <summary>All that is known of a declaration.</summary>
    Task<StoredControl> Read(Guid control, string number, CancellationToken cancellation);

    /// <summary>Writes lines, row and record in one transaction, if the control still stands at the line that was decided on and the check is a new one.</summary>
    /// <returns>False if not; nothing is written then.</returns>
    Task<bool> Append(ControlAppend append);
}

/// <summary>What the store has of a declaration.</summary>
/// <param name="Lines">Of its journal; none where no check has found anything.</param>
/// <param name="Checks">Their records, in their order.</param>
/// <param name="Versions">Of the declaration, wherever they came from.</param>
public sealed record StoredControl(IReadOnlyList<JournalLine> Lines, IReadOnlyList<CheckRecord> Checks, Versions Versions)
{
    public Control? Fold() => StoredControlEvents.Table.Fold(Lines);
}

/// <param name="DecidedOn">The line; 0 where there was none.</param>
/// <param name="Lines">None where a check has found nothing.</param>
/// <param name="Head">Null where there are no lines.</param>
/// <param name="Check">Null where it is no check.</param>
internal sealed record ControlAppend(Guid Control, int DecidedOn, ImmutableArray<JournalLine> Lines, ControlHead? Head, CheckRecord? Check)
{
    /// <summary>For the store of declarations; null where there is nothing new for it.</summary>
    public BroughtByControl? Brought { get; init; }

    /// <summary>Rows of hits that are new, or other than before.</summary>
    public ImmutableArray<HitFigures> Hits { get; init; } = [];

    public static ControlAppend Of(Guid id, Control? before, ImmutableArray<ControlEvent> events, byte[] actor, DateTimeOffset now, CheckRecord? check)
    {
        var (lines, after) = StoredControlEvents.Table.Append(id, before, events, actor, now);
        return new(id, before?.Line ?? 0, lines, lines.IsEmpty ? null : ControlHead.Of(after!), check)
        {
            Hits = [.. HitFigures.Of(after).Except(HitFigures.Of(before))],
        };
    }
}
