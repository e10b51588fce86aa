namespace RmsOrleans.Storage.ReadLog;

/// <summary>Which readings a list shows; <paramref name="From"/> is included, <paramref name="Until"/> is not.</summary>
internal sealed record ReadLogFilter(DraftId? Draft, RegistrationNumber? Number, string? Reader, string? What, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>Where a page of the read log ended: the time in Unix milliseconds, and the row's place.</summary>
internal sealed record ReadLogPlace(long At, long Position);
