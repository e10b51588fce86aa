namespace RmsOrleans.Api.Feeds;

/// <summary>
/// What happened to a draft, for those who watch it: <paramref name="What"/> is the name in its journal, <paramref name="Line"/> the line. Status
/// and version are those after it. It has no content.
/// </summary>
public sealed record EventAnswer(
    DraftId Id,
    RegistrationNumber? Number,
    AuthorityCode Authority,
    int Version,
    DraftStatus Status,
    DateTimeOffset At,
    string What,
    int Line);
