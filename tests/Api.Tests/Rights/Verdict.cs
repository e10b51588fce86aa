using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>What an asker must be told.</summary>
internal enum Verdict
{
    Allowed,
    Forbidden,
    NotFound,
    LeftOut,
}

/// <summary>The table as a reader takes it, by where askers stand; it shares no code with what decides in the program.</summary>
internal static class Verdicts
{
    public static Verdict Of(Question question, Asker asker) => IsAllowed(question, asker, question.Condition)
        ? Verdict.Allowed
        : PermissionTable.Of(question.Operation).Otherwise switch
        {
            Otherwise.Open => Verdict.Allowed,
            Otherwise.Forbidden => Verdict.Forbidden,
            Otherwise.NotFound => Verdict.NotFound,
            Otherwise.LeftOut => Verdict.LeftOut,
            Otherwise.ForbiddenIfKnown => Knows(question, asker) ? Verdict.Forbidden : Verdict.NotFound,
        };

    /// <param name="condition">Null for any case that the question does not rule out.</param>
    public static bool IsAllowed(Question question, Asker asker, Condition? condition) => PermissionTable.Of(question.Operation).Grants.Any(grant =>
        grant.Roles.Contains(asker.Role)
        && Fits(grant.Condition, question, condition)
        && (question.IsAboutTheCaller || IsAt(grant.Scope, asker.Stands))
        && (grant.Within == Within.Authority || asker.IsThePerson));

    private static bool Fits(Condition ofGrant, Question question, Condition? condition) => ofGrant switch
    {
        Condition.Always => true,
        Condition.Registered => question.IsRegistered,
        _ => condition is null || condition == ofGrant,
    };

    /// <summary>What officials do who control goods.</summary>
    private static readonly Operation[] ofControl =
        [Operation.DecideHit, Operation.FindHit, Operation.OrderMeasure, Operation.AgreeMeasure, Operation.EnterMeasure, Operation.RecordControlResult, Operation.CloseControl];

    /// <summary>What people do with entries of registers.</summary>
    private static readonly Operation[] ofEntries =
        [Operation.TakeEntryStep, Operation.ExtendEntryTerm, Operation.SuspendEntryTerm, Operation.ResumeEntryTerm, Operation.LinkEntry, Operation.CorrectEntry];

    /// <summary>Who may know of a draft: its authority, and once it is registered its directorate and the FCS; of a profile also before; auditors of all.</summary>
    private static bool Knows(Question question, Asker asker) => asker.Role switch
    {
        Role.Auditor => true,
        Role.Operator or Role.System when ofEntries.Contains(question.Operation) => false,
        _ when ofEntries.Contains(question.Operation) => asker.Stands is Stands.There or Stands.Above or Stands.AtTheFcs,
        Role.Operator or Role.Registrar or Role.CaseOfficer or Role.AuthorityHead or Role.DutyOfficer or Role.TrustedOfficer => false,
        Role.Inspector or Role.PostHead when !ofControl.Contains(question.Operation) => false,
        _ => asker.Stands == Stands.There || (question.IsRegistered && asker.Stands is Stands.Above or Stands.AtTheFcs),
    };

    private static bool IsAt(Scope scope, Stands stands) => scope switch
    {
        Scope.Own => stands == Stands.There,
        Scope.Directorate => stands == Stands.Above,
        Scope.Fcs => stands == Stands.AtTheFcs,
        Scope.Concerned or Scope.AtOrAbove => stands is Stands.There or Stands.Above or Stands.AtTheFcs,
        Scope.Any => true,
    };
}
