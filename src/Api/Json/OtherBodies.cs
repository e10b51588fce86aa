namespace RmsOrleans.Api.Json;

/// <summary>Where messages are to go. <paramref name="Secret"/> is the key of their signatures; it is never shown again.</summary>
public sealed record Subscribe(string Url, string Secret);

/// <summary>Whose statuses are asked for.</summary>
/// <param name="Numbers">1 to 500, of drafts or profiles, with slashes or with dashes.</param>
public sealed record AskForStatuses(ImmutableArray<string> Numbers);

/// <summary>Which dead letters to deliver again: those of one draft, or all.</summary>
public sealed record Redeliver(string? Draft);

/// <summary>An authority says up to which revision it has loaded the directory.</summary>
public sealed record Acknowledgement(AuthorityCode Authority, long Revision);
