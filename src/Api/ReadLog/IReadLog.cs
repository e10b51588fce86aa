using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Api.ReadLog;

/// <summary>Who read the content of what. It only grows.</summary>
internal interface IReadLog
{
    /// <summary>Ends when the note is on disk. Notes that come while others are written go in together.</summary>
    /// <exception cref="Grains.Journal.StorageAwayException">Nothing is known to be noted, so nothing may be shown.</exception>
    Task Note(ReadNote note);
}

/// <param name="Subject">The draft or the profile; null for the directory.</param>
/// <param name="Part">What of it, such as <c>version 2</c>; null for all.</param>
internal sealed record ReadNote(DateTimeOffset At, Operation What, DraftId? Subject, RegistrationNumber? Number, string? Part, Actor Reader);
