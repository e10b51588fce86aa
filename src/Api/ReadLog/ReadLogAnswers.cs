namespace RmsOrleans.Api.ReadLog;

/// <summary>
/// A reading. <paramref name="What"/> is the operation by the name that this document has for it, <paramref name="Subject"/> the id of the draft or
/// profile; of the directory <paramref name="Part"/> has the revisions.
/// </summary>
public sealed record ReadAnswer(DateTimeOffset At, string What, Guid? Subject, RegistrationNumber? Number, string? Part, ReaderAnswer Reader);

public sealed record ReaderAnswer(string Subject, string Name, AuthorityCode Authority, string? Unit, ImmutableArray<string> Roles);

/// <summary>A page of the read log; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record ReadList(ImmutableArray<ReadAnswer> Items, string? Next);
