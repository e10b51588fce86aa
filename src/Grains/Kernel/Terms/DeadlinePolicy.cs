using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>The settings group <c>Deadlines</c>: how long each deadline runs, such as <c>Deadlines:Opinion:Amount</c>.</summary>
public sealed class DeadlinePolicy : IValidatableObject
{
    public const string Section = "Deadlines";

    public Term Consideration { get; set; } = new(10, TermUnit.CalendarDays);
    public Term DecisionAfterOpinion { get; set; } = new(5, TermUnit.WorkingDays);
    public Term GatheringInformation { get; set; } = new(60, TermUnit.WorkingDays);
    public Term FinalisationByFcs { get; set; } = new(10, TermUnit.WorkingDays);
    public Term FinalisationByAuthority { get; set; } = new(10, TermUnit.WorkingDays);
    public Term Opinion { get; set; } = new(10, TermUnit.WorkingDays);
    public Term ProfilePreparation { get; set; } = new(2, TermUnit.WorkingDays);
    public Term ReportOfApproval { get; set; } = new(1, TermUnit.WorkingDays);
    public Term ProfileNumber { get; set; } = new(1, TermUnit.Hours);

    /// <summary>Whether a day made non-working by decree still counts as a working day.</summary>
    public bool DecreedDaysCount { get; set; }

    public Term TermOf(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Consideration => Consideration,
        DeadlineKind.DecisionAfterOpinion => DecisionAfterOpinion,
        DeadlineKind.GatheringInformation => GatheringInformation,
        DeadlineKind.FinalisationByFcs => FinalisationByFcs,
        DeadlineKind.FinalisationByAuthority => FinalisationByAuthority,
        DeadlineKind.Opinion => Opinion,
        DeadlineKind.ProfilePreparation => ProfilePreparation,
        DeadlineKind.ReportOfApproval => ReportOfApproval,
        DeadlineKind.ProfileNumber => ProfileNumber,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Enum.GetValues<DeadlineKind>()
            .Where(kind => !TermOf(kind).IsInRange)
            .Select(kind => new ValidationResult(
                $"{Section}:{kind} must be 1 to {Term.Longest} of {string.Join(", ", Enum.GetNames<TermUnit>())}.",
                [kind.ToString()]));
}

public enum TermUnit
{
    WorkingDays,
    CalendarDays,

    /// <summary>Hours by the clock, day and night.</summary>
    Hours,
}

/// <summary>How long a deadline runs.</summary>
[GenerateSerializer, Alias("term"), Immutable]
public sealed record Term([property: Id(0)] int Amount, [property: Id(1)] TermUnit Unit)
{
    public const int Longest = 2_500;

    internal bool IsInRange => Amount is >= 1 and <= Longest && Enum.IsDefined(Unit);
}
