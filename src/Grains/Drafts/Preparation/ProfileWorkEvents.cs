using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Grains.Drafts;

internal sealed record ProfileEdited(ImmutableArray<string> Units, DraftContent Content, ExplanatoryNote Note) : DraftEvent;

internal sealed record ProfilePrepared : DraftEvent;

internal sealed record ProfileVisaGiven(UnitVisa Visa) : DraftEvent;

internal sealed record ProfileVisaRefused(string Unit, string Name, string Remarks, bool Acting = false) : DraftEvent;

internal sealed record ProfileSignedByExecutor(Signature Signature) : DraftEvent;

internal sealed record ProfileSignedByDivision(Signature Signature) : DraftEvent;

internal sealed record ApprovalRequested(ApprovalPapers Papers) : DraftEvent;

internal sealed record ProfileApproved(Signature Approval, Deadline Deadline) : DraftEvent;

internal sealed record ProfileReturned(string Name, string Remarks, Deadline Deadline, bool Acting = false) : DraftEvent;

internal sealed record ApprovalReported(ApprovalReport Report, Deadline Deadline) : DraftEvent;
