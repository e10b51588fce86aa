using RmsOrleans.Storage.ReadLog;

namespace RmsOrleans.Api.ReadLog;

/// <summary>
/// What a page asks for before it is shown is one reading: each content is noted once, however many answers it is put together from, and nothing is
/// noted where nothing is shown. As a feature of a request it can only be set by what asks in process; who sets it notes before the page goes out.
/// </summary>
public sealed class OneReading
{
    private readonly List<ReadNote> notes = [];

    /// <summary>Ends when all that was read is noted.</summary>
    /// <exception cref="StorageUnavailableException">Nothing is known to be noted, so nothing may be shown.</exception>
    public Task Note(IServiceProvider services) =>
        notes.Count == 0 ? Task.CompletedTask : Task.WhenAll(notes.Select(services.GetRequiredService<ReadLogStore>().Note));

    internal void Add(ReadNote note)
    {
        // Whoever has the whole before them has also its journal and the list of its files; a version is another content.
        if (!notes.Any(each => each.Subject == note.Subject && each.Part == note.Part))
            notes.Add(note);
    }
}
