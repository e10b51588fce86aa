using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Grains.Drafts;

internal sealed record ExecutorAssigned(Official Executor, string Unit) : DraftEvent;

internal sealed record MeetingConvened(ImmutableArray<string> Units, bool Acting = false) : DraftEvent;

internal sealed record MinutesRecorded(Minutes Minutes) : DraftEvent;

/// <param name="AgreedBy">The executor's immediate head.</param>
internal sealed record ResolvedExpedient(string AgreedBy, Deadline Deadline) : DraftEvent;

internal sealed record ResolvedInexpedient(string Reasons) : DraftEvent;

internal sealed record InformationRequested(string Needed, ImmutableArray<string> Bodies, Deadline Deadline) : DraftEvent;

internal sealed record InformationReceived(string Text, Deadline Deadline) : DraftEvent;

/// <summary>The status may not last longer than its term: the draft is back under consideration by itself.</summary>
internal sealed record InformationTermLapsed(Deadline Deadline) : DraftEvent;

internal sealed record FinalisationByFcsBegun(string Analysis, Deadline Deadline) : DraftEvent;

/// <param name="Remarks">Numbered from 1 in this order.</param>
internal sealed record FinalisationByAuthorityRequested(ImmutableArray<string> Remarks, Deadline Deadline) : DraftEvent;

internal sealed record DraftResubmitted(int Version, ImmutableArray<RemarkAnswer> Answers, Deadline Deadline) : DraftEvent;

internal sealed record OpinionRequested(OpinionRequest Asked, Deadline Deadline) : DraftEvent;

internal sealed record OpinionGiven(Opinion Opinion) : DraftEvent;

internal sealed record OpinionReturned(string Remarks) : DraftEvent;

internal sealed record OpinionAgreed(Deadline Deadline) : DraftEvent;

internal sealed record DraftWithdrawn(string Reason) : DraftEvent;
