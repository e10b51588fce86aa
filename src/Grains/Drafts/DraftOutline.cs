using System.Text.Json;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// As much of a draft as the rules ask for that say what it waits for. Its row tells nearly all of it; contents, versions and files are left
/// out, but for some of the content that a profile is a copy of, and signatures and visas once they are given.
/// </summary>
internal static class DraftOutline
{
    /// <summary>The types of lines that tell of meetings.</summary>
    public static readonly ImmutableArray<string> Meetings =
    [
        StoredEvents.Table.NameOf<MeetingConvened>(), StoredEvents.Table.NameOf<MeetingUnitsChanged>(), StoredEvents.Table.NameOf<MeetingCancelled>(),
        StoredEvents.Table.NameOf<MinutesRecorded>(), StoredEvents.Table.NameOf<UnitReplaced>(),
    ];

    /// <summary>The types of lines that bear a content.</summary>
    public static readonly ImmutableArray<string> Contents =
        [StoredEvents.Table.NameOf<DraftPrepared>(), StoredEvents.Table.NameOf<DraftSubmitted>(), StoredEvents.Table.NameOf<DraftEdited>()];

    /// <summary>The types of lines that tell of the profile in the making.</summary>
    public static readonly ImmutableArray<string> OfProfile =
    [
        StoredEvents.Table.NameOf<ResolvedExpedient>(), StoredEvents.Table.NameOf<ProfileEdited>(), StoredEvents.Table.NameOf<ProfilePrepared>(),
        StoredEvents.Table.NameOf<ProfileVisaGiven>(), StoredEvents.Table.NameOf<ProfileVisaRefused>(), StoredEvents.Table.NameOf<ProfileSignedByExecutor>(),
        StoredEvents.Table.NameOf<ProfileSignedByDivision>(), StoredEvents.Table.NameOf<ApprovalRequested>(), StoredEvents.Table.NameOf<ProfileApproved>(),
        StoredEvents.Table.NameOf<ProfileReturned>(), StoredEvents.Table.NameOf<ApprovalReported>(), StoredEvents.Table.NameOf<UnitReplaced>(),
        StoredEvents.Table.NameOf<ProfileTrialRunAttached>(),
    ];

    private static readonly string profileEdited = StoredEvents.Table.NameOf<ProfileEdited>();
    private static readonly RiskArea unread = new("");
    private static readonly Contact nobody = new("", "");
    private static readonly Author someone = new("");
    private static readonly PaperworkState done = new("");
    private static readonly ExplanatoryNote noNote = new([], null, null, "", "", "", DateOnly.MinValue, DateOnly.MaxValue, 0);

    /// <summary>What the journal must be asked for beside the row.</summary>
    /// <param name="hadMeeting">Whether a joint meeting was ever convened.</param>
    public static OutlineLines Lines(DraftStatus status, bool hadMeeting) => status switch
    {
        DraftStatus.Drafting or DraftStatus.FinalisationByAuthority or DraftStatus.GatheringInformation or DraftStatus.FinalisationByFcs => OutlineLines.None,
        DraftStatus.UnderConsideration => hadMeeting ? OutlineLines.OfMeetings : OutlineLines.None,
        DraftStatus.RequestToDirectorate => OutlineLines.WithoutContents,
        DraftStatus.Expedient or DraftStatus.AwaitingApproval or DraftStatus.Approved => OutlineLines.OfProfile,
        DraftStatus.Discarded or DraftStatus.Inexpedient or DraftStatus.Withdrawn or DraftStatus.Adopted => OutlineLines.None,
    };

    /// <param name="lines">Those that <see cref="Lines"/> asks for, in their order.</param>
    public static Draft Of(DraftHead head, IEnumerable<JournalLine> lines)
    {
        var row = Of(head);
        var told = lines.Aggregate(row, After);
        return ReferenceEquals(told, row) ? row : row with { Consideration = told.Consideration, Profile = told.Profile };
    }

    private static Draft Of(DraftHead head) => new()
    {
        Id = head.Id,
        Status = head.Status,
        Authority = head.Authority,
        Author = someone,
        Kind = head.Kind,
        Content = new DraftContent(head.Title, head.Territory, head.Mode, unread, [], nobody),
        Note = noNote,
        Paperwork = IsOnPaper(head.Status) ? JsonSerializer.Deserialize(head.Paperwork, StoredDraft.Json.PaperworkState)! : done,
        PreparedAt = head.PreparedAt,
        ContentLine = head.ContentLine,
        Version = head.Version,
        Number = head.Number,
        RegisteredAt = head.RegisteredAt,
        Deadline = head.Deadline,
        Overdue = head.Overdue,
        Executor = head.ReadExecutor(),
        ResponsibleUnit = head.ResponsibleUnit,
        Line = head.LastLine,
    };

    /// <summary>Whether signature and visas are being given; before and after, nothing waits for them.</summary>
    private static bool IsOnPaper(DraftStatus status) => status is DraftStatus.Drafting or DraftStatus.FinalisationByAuthority;

    private static Draft After(Draft draft, JournalLine line)
    {
        if (Contents.Contains(line.Type))
        {
            var read = ContentOutline.Of(line);
            return draft with { Content = read.Content.Within(draft.Content), Note = noNote with { ValidTo = read.Note.ValidTo } };
        }
        if (line.Type == profileEdited)
        {
            var read = ContentOutline.Of(line);
            return new ProfileEdited(read.Units.OrEmpty(), read.Content.Within(draft.Content), noNote with { ValidTo = read.Note.ValidTo }).Apply(draft, Place(line));
        }
        return StoredEvents.Table.Read(line.Type, line.Payload).Apply(draft, Place(line));
    }

    private static EventLine Place(JournalLine line) => new(line.Subject, line.Line, line.At, []);
}

/// <summary>Lines of a journal that an outline needs.</summary>
internal enum OutlineLines
{
    None,

    OfMeetings,

    WithoutContents,

    /// <summary>With the line that bears the present content, of which a profile begins as a copy.</summary>
    OfProfile,
}

/// <summary>What the rules ask about of a line that bears a content, which is long: the rest of it is passed over, not read.</summary>
/// <param name="Units">Of an edited profile.</param>
internal sealed record ContentOutline(ContentOutline.Kept Content, ContentOutline.KeptNote Note, ImmutableArray<string> Units = default)
{
    public static ContentOutline Of(JournalLine line) => JsonSerializer.Deserialize(line.Payload, StoredDraft.Json.ContentOutline)!;

    internal sealed record Kept(Territory Territory, ApplicationMode Mode)
    {
        public DraftContent Within(DraftContent content) => content with { Territory = Territory, Mode = Mode };
    }

    internal sealed record KeptNote(DateOnly ValidTo);
}
