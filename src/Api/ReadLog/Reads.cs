using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;
using RmsOrleans.Storage.ReadLog;

namespace RmsOrleans.Api.ReadLog;

/// <summary>Notes a reading before its content goes out; without the note there is no answer. <c>HEAD</c> and 304 show no content. What is read for a page is
/// noted by <see cref="OneReading"/>.</summary>
internal sealed class Reads(ReadLogStore log, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public Task Note(HttpContext context, Operation what, DraftHead draft, string? part = null) => Note(context, what, draft.Id, draft.Number, part);

    public Task Note(HttpContext context, Operation what, ProfileHead profile, string? part = null) =>
        Note(context, what, new DraftId(profile.Id.Value), profile.Number, part);

    /// <param name="revisions">Of the directory.</param>
    public Task NoteDirectory(HttpContext context, Operation what, string revisions) => Note(context, what, null, null, revisions);

    /// <param name="which">Declarations that were shown.</param>
    public Task NoteDeclarations(HttpContext context, Operation what, string which) => Note(context, what, null, null, which);

    /// <param name="which">The register and the number of the entry that was shown.</param>
    public Task NoteEntry(HttpContext context, Operation what, string which) => Note(context, what, null, null, which);

    private Task Note(HttpContext context, Operation what, DraftId? subject, RegistrationNumber? number, string? part)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;

        var note = new ReadNote(clock.GetUtcNow(), what, subject, number, part, context.Actor());
        if (context.Features.Get<OneReading>() is not { } page)
            return log.Note(note);
        page.Add(note);
        return Task.CompletedTask;
    }
}
