using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts;

/// <summary>Stored JSON is a promise to every later version of the program: a change of the approved file breaks journals that exist.</summary>
public sealed class StoredJsonTests
{
    private static readonly RequestKey key = new("key-1", "0123456789abcdef");

    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static DraftEvent[] OneOfEach =>
    [
        new DraftPrepared(Ceramics.Baltic, Ceramics.Unit, Ceramics.Submission.Author, [Ceramics.OtherUnit], Ceramics.Submission.Kind, Ceramics.Content, Ceramics.Note) { Request = key },
        new DraftSubmitted(Ceramics.Baltic, Ceramics.Unit, Ceramics.Submission.Author, [Ceramics.OtherUnit], Ceramics.Submission.Kind, Ceramics.Content, Ceramics.Note, Ceramics.Submission.Signature, Ceramics.Submission.Visas, [new AttachedFile(AttachmentPaper.Draft, "scan.pdf", "application/pdf", 512, "9f86d081")]),
        new DraftEdited([], Ceramics.Submission.Kind, Ceramics.Content, Ceramics.Note),
        new DraftSigned(Ceramics.Submission.Signature),
        new VisaGiven(Ceramics.Submission.Visas[2]),
        new VisaRefused(Ceramics.Submission.Visas[2].As, Ceramics.OtherUnit, "M. Belova", "The threshold is not explained."),
        new DraftDiscarded("Superseded by another proposal."),
        new DraftRegistered(DraftRun.UnderConsideration.Draft!.Number!.Value, 1, deadline),
        new ExecutorAssigned(new Official("executor-7", "R. Zimin"), "Tariff control"),
        new MeetingConvened(["Tariff control", "Analysis"], Acting: true),
        new MeetingUnitsChanged(["Analysis", "Customs payments"], "Payments are asked for.", Acting: true),
        new MeetingCancelled("The units have agreed in writing."),
        new MinutesRecorded(new Minutes("14/RMS", new DateOnly(2026, 11, 25), "The price level was confirmed.", true, "Tariff control"), EndsAssignment: true),
        new ResolvedExpedient("V. Head", deadline),
        new ResolvedInexpedient("A profile in force covers the risk."),
        new InformationRequested("Prices of the producers", ["The tax service"], deadline),
        new InformationReceived("The tax service confirms them.", deadline),
        new InformationTermLapsed(deadline),
        new FinalisationByFcsBegun("The share of hits", deadline),
        new FinalisationByAuthorityRequested(["Name the carriers."], deadline),
        new DraftResubmitted(2, [new RemarkAnswer(1, "They are named.")], deadline),
        new OpinionRequested(new OpinionRequest(Ceramics.NorthWest, "Customs value", "Is the price level that of the region?"), deadline),
        new AddresseeCorrected("Tariff control"),
        new UnitReplaced(AuthorityCode.Fcs, "Tariffs", "Tariff control"),
        new AttachmentAdded(2, new AttachedFile(AttachmentPaper.Note, "расчёт.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 18422, "9f86d081")),
        new AttachmentRemoved(2),
        new TrialRunAttached(Steps.AttachRun(Ceramics.Content, 55.2).Run, 55),
        new ProfileTrialRunAttached(Steps.AttachRun(Ceramics.Content).Run),
        new OpinionGiven(new Opinion("A profile is needed", "Two other offices have seen the same.", "D. P. Rogov")),
        new OpinionReturned("Say which two offices."),
        new OpinionAgreed(deadline),
        new DraftWithdrawn("The goods are no longer imported."),
        new ProfileEdited(["Analysis"], Ceramics.Content, Ceramics.Note),
        new ProfilePrepared(),
        new ProfileVisaGiven(new UnitVisa("Analysis", "T. Serova", Ceramics.SignedAt, Acting: true)),
        new ProfileVisaRefused("Analysis", "T. Serova", "The share of hits is not shown."),
        new ProfileSignedByExecutor(Ceramics.Submission.Signature),
        new ProfileSignedByDivision(Ceramics.Submission.Signature),
        new ApprovalRequested(new ApprovalPapers(CoveringDocument.Memorandum, Signatory.HeadOfDivision, [Enclosure.Profile, Enclosure.ProfileNote], "For approval.")),
        new ProfileApproved(Ceramics.Submission.Signature, deadline),
        new ProfileReturned("P. Danilov", "Shorten the term of validity.", deadline),
        new ApprovalReported(new ApprovalReport(new DateOnly(2026, 12, 3), "01-11/4711"), deadline),
        new DeadlineMissed(DeadlineKind.Consideration, deadline.DueAt, deadline.DueAt.AddMinutes(1)),
        new DeadlineMoved(deadline.DueAt, deadline),
        new DraftAdopted(ProfileId.Of(new DraftId(Guid.Empty)), new RegistrationNumber("13", "100000", new DateOnly(2026, 12, 21), 1)),
    ];

    private static readonly Deadline deadline = DraftRun.UnderConsideration.Draft!.Deadline!;

    [Fact]
    public void Every_event_stands_in_the_journal_as_approved()
    {
        var page = new StringBuilder();
        foreach (var (type, payload) in OneOfEach.Select(StoredEvents.Table.Pending))
            page.AppendLine($"{type}").AppendLine(Indented(payload)).AppendLine();
        page.AppendLine("(actor)").AppendLine(Indented(DraftPermissions.Writer(Ceramics.Coordinator, Ceramics.Submission, null, UnitRegister.Empty)));
        ApprovedFile.Text("StoredEvents.txt", page.ToString());
    }

    [Fact]
    public void Russian_text_is_stored_as_it_is() =>
        Assert.Contains("Керамика", Encoding.UTF8.GetString(StoredEvents.Table.Pending(new DraftDiscarded("Керамика")).Payload), StringComparison.Ordinal);

    [Fact]
    public void Every_event_is_read_as_it_was_written() =>
        Assert.All(OneOfEach, happened =>
        {
            var (type, payload) = StoredEvents.Table.Pending(happened);

            var again = StoredEvents.Table.Pending(StoredEvents.Table.Read(type, payload));

            Assert.Equal(type, again.Type);
            Assert.Equal(Encoding.UTF8.GetString(payload), Encoding.UTF8.GetString(again.Payload));
        });

    [Fact]
    public void The_approved_file_has_every_event() =>
        Assert.Equal(StoredEvents.Table.Names.Order(), OneOfEach.Select(happened => StoredEvents.Table.Pending(happened).Type).Order());

    [Fact]
    public void Every_kind_of_event_has_a_name() =>
        Assert.Equal(typeof(DraftEvent).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(DraftEvent)) && !type.IsAbstract), StoredEvents.Table.Names.Count());

    private static string Indented(byte[] payload) =>
        JsonSerializer.Serialize(JsonDocument.Parse(payload).RootElement, indented);
}
