using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Api.Json;

/// <summary>Where messages are to go, and about what.</summary>
/// <param name="Secret">The key of the signatures, <c>whsec_</c> and the base64 of 24 to 64 bytes; made if left out.</param>
/// <param name="Form">How messages are signed; <c>both</c> if left out.</param>
/// <param name="Nouns">What is to be told of: <c>drafts</c>, <c>profiles</c>; drafts if left out.</param>
public sealed record Subscribe(string Url, string? Secret, WebhookForm? Form, ImmutableArray<string>? Nouns);

/// <summary>Whose statuses are asked for.</summary>
/// <param name="Numbers">1 to 500, of drafts or profiles, with slashes or with dashes.</param>
public sealed record AskForStatuses(ImmutableArray<string> Numbers);

/// <summary>What drafts are to be compared with: what is being written, as far as it goes, or a draft that is stored.</summary>
/// <param name="Draft">The id of a draft; then nothing else.</param>
/// <param name="Title">As far as it is written.</param>
/// <param name="Description">Of the risk area, as far as it is written.</param>
/// <param name="Indicators">As they are so far; one that is not finished counts as far as it goes.</param>
public sealed record AskForSimilar(string? Draft, string? Title, string? Description, ImmutableArray<Indicator>? Indicators);

/// <summary>What is to be tried on the declarations that are stored: a draft, a profile, or a risk area that is being written.</summary>
/// <param name="Draft">The id of a draft that the caller may read.</param>
/// <param name="Profile">The number of a profile that the caller may read.</param>
/// <param name="From">The first day, by the numbers of declarations; 36 months before <c>to</c> if left out.</param>
/// <param name="To">The last day; today if left out.</param>
/// <param name="Authorities">Whose declarations, with those of all below them; the caller's own if left out, and for the FCS all.</param>
/// <param name="ValidFrom">The first day of the validity for which consignments are estimated; of the note of the draft or profile if left out.</param>
/// <param name="ValidTo">Its last day.</param>
/// <param name="Flow">How many declarations are expected over the validity, where that is known better than from those that are stored.</param>
public sealed record AskForTrial(
    string? Draft,
    string? Profile,
    RiskArea? RiskArea,
    DateOnly? From,
    DateOnly? To,
    ImmutableArray<AuthorityCode>? Authorities,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    long? Flow);

/// <summary>A trial run that is to go with a draft, or with the profile that is made of it.</summary>
/// <param name="Run">One of the caller's authority, done.</param>
/// <param name="TakeEstimate">Whether its estimate becomes the note's number of consignments.</param>
public sealed record AttachTrial(TrialId Run, bool TakeEstimate = false);

/// <summary>What prices are to be researched.</summary>
/// <param name="CommodityCode">Two to ten digits: a code, or what it begins with.</param>
/// <param name="From">The first month, such as <c>2026-01</c>.</param>
/// <param name="To">The last month; at most 60 from the first.</param>
/// <param name="OriginCountry">Two letters; all countries if left out.</param>
/// <param name="Direction">Import if left out.</param>
/// <param name="Basis">Price points if left out; of declarations those of the caller's own authority and of those below it, for the FCS all.</param>
/// <param name="Source">Price points of this source alone.</param>
public sealed record AskForPrices(
    string CommodityCode,
    string From,
    string To,
    string? OriginCountry,
    PriceDirection? Direction,
    PriceBasis? Basis,
    string? Source);

/// <summary>Of which fields indicators are to be suggested, by what control found in the past.</summary>
/// <param name="Fields">One to three, by whose values together declarations are counted.</param>
/// <param name="From">The first day, by the numbers of declarations; 36 months before <c>to</c> if left out.</param>
/// <param name="HeldOutFrom">The first day that is not learnt from, and on which the table is tried; the last quarter of the time if left out.</param>
/// <param name="To">The last day; today if left out.</param>
/// <param name="Authorities">Whose declarations, with those of all below them; the caller's own if left out, and for the FCS all.</param>
/// <param name="SharePercent">Of the inspections of the time that is held out, so many are chosen by the table; 5 if left out.</param>
/// <param name="LeastCases">Values of fewer controlled items are not suggested; 10 if left out.</param>
public sealed record AskForSuggestions(
    ImmutableArray<string> Fields,
    DateOnly? From,
    DateOnly? HeldOutFrom,
    DateOnly? To,
    ImmutableArray<AuthorityCode>? Authorities,
    double? SharePercent,
    int? LeastCases);

/// <summary>What of a subscription is to be different; what is left out stays as it is.</summary>
/// <param name="Secret">Another key of the signatures, <c>whsec_</c> and the base64 of 24 to 64 bytes.</param>
/// <param name="Form">How messages are signed.</param>
/// <param name="Nouns">All that is to be told of: <c>drafts</c>, <c>profiles</c>.</param>
public sealed record ChangeSubscription(string? Url, string? Secret, WebhookForm? Form, ImmutableArray<string>? Nouns);

/// <summary>How messages are signed.</summary>
public enum WebhookForm // stored by the names of its members
{
    /// <summary>As Standard Webhooks has it, and by <c>Rms-Signature</c> beside that.</summary>
    Both,

    /// <summary>As Standard Webhooks has it.</summary>
    Standard,
}

/// <summary>Which dead letters to deliver again: those about one draft, profile or entry of a register, or all.</summary>
/// <param name="Number">The registration number of a draft or profile.</param>
/// <param name="Entry">The id of an entry.</param>
public sealed record Redeliver(string? Draft, string? Number, Guid? Entry = null);

/// <summary>An authority says up to which revision it has loaded the directory.</summary>
public sealed record Acknowledgement(AuthorityCode Authority, long Revision);

/// <summary>What somebody has begun to fill in.</summary>
/// <param name="Form">By which it is found again; that of the path, if it is said.</param>
/// <param name="Of">The id of the draft that it is about, if it is about one.</param>
/// <param name="Tag">The ETag of that draft as it was seen.</param>
/// <param name="Title">What a list calls it.</param>
/// <param name="Values">Any JSON, as it was typed.</param>
public sealed record KeepUnfinished(string? Form, string? Of, string? Tag, string? Title, JsonElement Values);

/// <summary>A declaration that is to be checked.</summary>
/// <param name="Declaration">In its JSON form: number, version, fields of the head, items.</param>
/// <param name="Moment">When: <c>00</c> registration, <c>10</c> release, <c>11</c> release under security, <c>20</c> final release after it, <c>99</c> in the course of control.</param>
/// <param name="Simplified">Whether its value is controlled in the simplified way; then profiles that look at values do not apply.</param>
public sealed record CheckBody(JsonElement Declaration, string Moment, bool Simplified = false);
