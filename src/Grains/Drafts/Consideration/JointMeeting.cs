using System.Text.Json.Serialization;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The head of the RMS department convenes a joint meeting of units of the FCS.</summary>
[GenerateSerializer, Alias("convene-meeting"), Immutable]
public sealed record ConveneMeeting([property: Id(0)] ImmutableArray<string> Units, [property: Id(1)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "meeting";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => Check(errors, Units, reference.Authorities.Units);

    internal static void Check(ValidationErrors errors, ImmutableArray<string> units, UnitRegister register)
    {
        var at = new JsonPointer("/units");
        if (units.Length < 2 && !errors.IsUnreadable(at))
            errors.Add(at, "A joint meeting is of two or more units.", "В совместном совещании участвуют два подразделения или более.");
        UnitLists.Check(errors, at, units, AuthorityCode.Fcs, register);
    }

    internal Decision Decide(Draft draft, Circumstances circumstances) => draft.Consideration.MeetingIsOpen
        ? new Decision.NotNow(
            "A joint meeting has been convened already, and has no minutes yet",
            "Совместное совещание уже назначено, и его протокол ещё не внесён")
        : IfSound(circumstances, () => new MeetingConvened(circumstances.Units.Written(AuthorityCode.Fcs, Units), Acting));
}

internal sealed record MeetingConvened(ImmutableArray<string> Units, bool Acting = false) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with
    {
        Consideration = draft.Consideration with { Meeting = Units, MeetingConvenedAt = line.At },
    };
}

/// <summary>Other units meet than those that were convened.</summary>
[GenerateSerializer, Alias("change-meeting-units"), Immutable]
public sealed record ChangeMeetingUnits(
    [property: Id(0)] ImmutableArray<string> Units, [property: Id(1)] string Reason, [property: Id(2)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "meeting-units";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        ConveneMeeting.Check(errors, Units, reference.Authorities.Units);
        errors.Text("/reason", Reason);
    }

    internal Decision Decide(Draft draft, Circumstances circumstances) => draft.Consideration.MeetingIsOpen
        ? IfSound(circumstances, () => new MeetingUnitsChanged(circumstances.Units.Written(AuthorityCode.Fcs, Units), Reason, Acting))
        : new Decision.NotNow("No joint meeting is convened", "Совместное совещание не назначено");
}

internal sealed record MeetingUnitsChanged(ImmutableArray<string> Units, string Reason, bool Acting = false) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { Consideration = draft.Consideration with { Meeting = Units } };
}

/// <summary>A convened meeting is called off.</summary>
[GenerateSerializer, Alias("cancel-meeting"), Immutable]
public sealed record CancelMeeting([property: Id(0)] string Reason, [property: Id(1)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "meeting-cancellation";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.Text("/reason", Reason);

    internal Decision Decide(Draft draft, Circumstances circumstances) => draft.Consideration.MeetingIsOpen
        ? IfSound(circumstances, () => new MeetingCancelled(Reason, Acting))
        : new Decision.NotNow("No joint meeting is convened", "Совместное совещание не назначено");
}

internal sealed record MeetingCancelled(string Reason, bool Acting = false) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with
    {
        Consideration = draft.Consideration with { Meeting = [], MeetingConvenedAt = null },
    };
}

/// <summary>The minutes of the convened meeting. A <paramref name="ResponsibleUnit"/> is needed where a profile should be developed.</summary>
[GenerateSerializer, Alias("record-minutes"), Immutable]
public sealed record RecordMinutes(
    [property: Id(0)] string Number,
    [property: Id(1)] DateOnly Date,
    [property: Id(2)] string Text,
    [property: Id(3)] bool DevelopProfile,
    [property: Id(4)] string? ResponsibleUnit = null) : DraftCommand
{
    public const string Route = "minutes";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        errors.Text("/number", Number);
        errors.Text("/text", Text);
        if (ResponsibleUnit is { } unit)
            UnitLists.CheckOne(errors, new JsonPointer("/responsibleUnit"), unit, AuthorityCode.Fcs, reference.Authorities.Units);
        else if (DevelopProfile)
        {
            errors.Add(
                "/responsibleUnit",
                "Where a profile should be developed, a unit is responsible for it.",
                "Если признана целесообразной разработка профиля, необходимо указать ответственное подразделение.");
        }
    }

    internal Decision Decide(Draft draft, Circumstances circumstances) => draft.Consideration.MeetingIsOpen
        ? IfSound(
            circumstances,
            () => Recorded(draft, circumstances.Units),
            beside: errors => CheckAgainst(errors, draft.Consideration, circumstances))
        : new Decision.NotNow("Minutes are those of a joint meeting, and none is convened", "Протокол вносится по совместному совещанию, а оно не назначено");

    private MinutesRecorded Recorded(Draft draft, UnitRegister units)
    {
        var responsible = units.Among(AuthorityCode.Fcs, draft.Consideration.Meeting, ResponsibleUnit);
        return new(
            new Minutes(Number, Date, Text, DevelopProfile, responsible),
            EndsAssignment: responsible is not null && draft.Executor is not null && !units.AreSame(AuthorityCode.Fcs, responsible, draft.ResponsibleUnit));
    }

    private void CheckAgainst(ValidationErrors errors, ConsiderationState file, Circumstances circumstances)
    {
        PaperDates.Check(errors, "/date", Date, file.MeetingConvenedAt!.Value, circumstances.Now, new("the meeting was convened", "дня назначения совещания"));
        if (ResponsibleUnit is not null && circumstances.Units.Among(AuthorityCode.Fcs, file.Meeting, ResponsibleUnit) is null)
        {
            errors.Add(
                "/responsibleUnit",
                $"Expected a unit of the meeting: {string.Join(", ", file.Meeting)}.",
                $"Ожидается подразделение – участник совещания: {Phrase.Quoted(file.Meeting)}.");
        }
    }
}

/// <param name="EndsAssignment">The executor is of another unit than the one that is responsible now. Lines of before do not say it, and ended none.</param>
internal sealed record MinutesRecorded(Minutes Minutes, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool EndsAssignment = false) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with
    {
        Consideration = draft.Consideration with { Meeting = [], MeetingConvenedAt = null, Minutes = Minutes },
        ResponsibleUnit = Minutes.ResponsibleUnit ?? draft.ResponsibleUnit,
        Executor = EndsAssignment ? null : draft.Executor,
    };
}
