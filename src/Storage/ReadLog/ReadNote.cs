using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Storage.ReadLog;

/// <summary>Who read the content of what.</summary>
/// <param name="Subject">The draft or the profile; null for the directory.</param>
/// <param name="Part">What of it, such as <c>version 2</c>; null for all.</param>
internal sealed record ReadNote(DateTimeOffset At, Operation What, DraftId? Subject, RegistrationNumber? Number, string? Part, Actor Reader);
