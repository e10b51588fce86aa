namespace RmsOrleans.Grains.Declarations;

/// <summary>What the journal of a declaration's control records, by the names in <see cref="StoredControlEvents"/>.</summary>
internal abstract record ControlEvent : JournalEvent<Control>;

/// <summary>It was checked. Control begins with the first check that finds something, or that chance picks; later ones go on with it.</summary>
/// <param name="Content">SHA-256 of the declaration in its one way of writing, hexadecimal.</param>
/// <param name="Directory">The revision of the directory that it was checked by.</param>
/// <param name="Register">That of the register of authorities.</param>
/// <param name="Key">The id of the key that was drawn with.</param>
internal sealed record DeclarationChecked(
    string Number, int Version, CheckMoment Moment, string Content, string Authority, string ControlAuthority, DateOnly SelectionDay, long Directory, long Register, string Key,
    bool Sampled, bool LowRisk) : ControlEvent
{
    public override Control Begin(EventLine line) => new()
    {
        Id = line.Subject,
        Number = Number,
        Authority = Authority,
        ControlAuthority = ControlAuthority,
        Version = Version,
        Moment = Moment,
        SelectionDay = SelectionDay,
        Sampled = Sampled,
        IsOfLowRisk = LowRisk,
    };

    public override Control Apply(Control state, EventLine line) => state with
    {
        Version = Math.Max(Version, state.Version),
        Moment = Moment,
        ControlAuthority = ControlAuthority,
        Sampled = state.Sampled || Sampled,
        IsOfLowRisk = LowRisk,
    };
}

internal sealed record HitFound(ControlHit Hit) : ControlEvent
{
    public override Control Apply(Control state, EventLine line) => state with { Hits = state.Hits.Add(Hit with { FoundOn = MoscowDays.Of(line.At) }) };
}

/// <summary>At a later moment, measures that were not due before; or by a later version of the profile, measures that it did not have.</summary>
/// <param name="DueAt">Until when; what was due before keeps its own time.</param>
internal sealed record MeasuresDue(int Hit, ImmutableArray<HitMeasure> Measures, DateTimeOffset? DueAt = null) : ControlEvent
{
    public override Control Apply(Control state, EventLine line) => state.With(Hit, hit => hit with
    {
        DueAt = hit.Type == HitType.Waiting || hit.OpenMeasures > 0 ? hit.DueAt : DueAt,
        Measures = [.. hit.Measures.Select(known => Measures.FirstOrDefault(due => due.Place == known.Place) ?? known), .. Measures.Where(due => hit.Measure(due.Place) is null)],
    });
}

/// <param name="Measures">As they are due after it, all of them.</param>
/// <param name="DueAt">Until when; null where none is.</param>
internal sealed record HitDecided(int Hit, HitType Type, ImmutableArray<IndicatorVerdict> Verdicts, string? Note, ImmutableArray<HitMeasure> Measures, DateTimeOffset? DueAt = null) : ControlEvent
{
    public override Control Apply(Control state, EventLine line) =>
        state.With(Hit, hit => hit with { Type = Type, Verdicts = Verdicts, Note = Note, Measures = Measures, DueAt = DueAt });
}

internal sealed record MeasureAgreed(int Hit, int Measure, string By) : ControlEvent
{
    public override Control Apply(Control state, EventLine line) => state.With(Hit, Measure, measure => measure with { AgreedBy = By });
}

internal sealed record MeasureEntered(int Hit, int Measure, MeasureEntry Entry) : ControlEvent
{
    public override Control Apply(Control state, EventLine line) =>
        state.With(Hit, Measure, measure => measure with { Entry = Entry }).With(Hit, hit => hit with { Measures = MeasureSigns.AfterEntry(hit.Measures) });
}

internal sealed record ResultRecorded(int Hit, int Measure, ControlResult Result) : ControlEvent
{
    public override Control Apply(Control state, EventLine line) => state.With(Hit, Measure, measure => measure with { Result = Result, ResultOn = MoscowDays.Of(line.At) });
}

internal sealed record ControlClosed(ControlEnd End, string? Note) : ControlEvent
{
    public override Control Apply(Control state, EventLine line) => state with { End = End };
}
