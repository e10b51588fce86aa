using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Sequences;

namespace RmsOrleans.Api.Sequences;

/// <summary>A numbering sequence: how far it has come.</summary>
public sealed record SequenceResponse(string Key, long LastSerial, DateTimeOffset LastAt);

/// <summary>The sequences of numbers.</summary>
public sealed record SequenceList(ImmutableArray<SequenceResponse> Items);

/// <summary>
/// The register certificate, by serials. Of missing and repeated serials the first hundred are listed and all are counted; <paramref name="BrokenAt"/>
/// is the first serial whose link in the chain does not agree.
/// </summary>
public sealed record CertificateResponse(
    string Key,
    long? First,
    long? Last,
    string? FirstNumber,
    string? LastNumber,
    long Count,
    long MissingCount,
    ImmutableArray<long> Missing,
    long RepeatedCount,
    ImmutableArray<long> Repeated,
    string Head,
    bool ChainAgrees,
    long? BrokenAt);

/// <summary>An authority's own sequences, or all for those to whom all are open.</summary>
internal sealed class SequenceEndpoints(SequenceQueries queries, LocalTimes times, IOptions<NumberingSettings> numbering)
{
    private const int LongestKey = 16;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<SequenceEndpoints>();
        routes.MapRead("/sequences", endpoints.List).Described(SequenceDocuments.Sequences());
        routes.MapRead("/sequences/{key}/certificate", endpoints.Certificate).Described(SequenceDocuments.Certificate());
    }

    private async Task<IResult> List(HttpContext context)
    {
        var actor = context.Actor();
        var rows = await queries.Find(PermissionTable.Of(Operation.ListSequences).OpensAll(actor) ? null : OwnKey(actor), context.RequestAborted);
        var answer = new SequenceList([.. rows.Select(row => new SequenceResponse(row.Key.Value, row.LastSerial, row.LastAt.In(ZoneOf(row))))]);
        return Answers.Ok(answer, SequenceResponseJson.Default.SequenceList);
    }

    private async Task<IResult> Certificate(HttpContext context)
    {
        var actor = context.Actor();
        if (context.Request.RouteValues["key"] is not string { Length: <= LongestKey } key
            || !key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            || !(PermissionTable.Of(Operation.GetCertificate).OpensAll(actor) || key == OwnKey(actor))
            || await queries.Find(key, context.RequestAborted) is not [var sequence])
            return Problems.NotFound(new("There is no such sequence.", "Такой последовательности номеров нет."));

        var certificate = new RegisterCertificate(sequence.Key);
        await foreach (var entry in queries.Register(sequence.Key, sequence.LastSerial, context.RequestAborted))
            certificate.Add(entry);
        certificate.End(sequence.LastSerial, sequence.LastHash);

        var answer = new CertificateResponse(
            key, certificate.First?.Serial, certificate.Last?.Serial, certificate.First?.Number, certificate.Last?.Number, certificate.Count,
            certificate.MissingCount, certificate.Missing, certificate.RepeatedCount, certificate.Repeated, Convert.ToHexStringLower(certificate.Head), certificate.ChainAgrees, certificate.BrokenAt);
        return Answers.Ok(answer, SequenceResponseJson.Default.CertificateResponse);
    }

    private string OwnKey(Actor actor) => SequenceKey.ForDrafts(actor.Authority, numbering.Value.DraftAuthorityDigits).Value;

    /// <summary>The digits that a number prints are those that its office's code begins with.</summary>
    private ZoneHistory ZoneOf(SequenceHead row) => row.Key.IsOfTheCentre
        ? MoscowDays.Zone
        : times.ZoneOf(new AuthorityCode(row.Key.Authority.PadRight(AuthorityCode.Length, '0')));
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SequenceList))]
[JsonSerializable(typeof(CertificateResponse))]
internal sealed partial class SequenceResponseJson : JsonSerializerContext;

/// <summary>Sequences and their certificates.</summary>
internal static class SequenceDocuments
{
    public static RouteDocument Sequences() => new RouteDocument("Sequences", Operation.ListSequences, "The numbering sequences")
        .Answer<SequenceList>(200, "How far each has come.", Examples.Sequences)
        .Refuses(Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Certificate() => new RouteDocument("Sequences", Operation.GetCertificate, "The register certificate of a sequence")
        .Text(
            "First, last and count of its registrations, missing and repeated serials (a hundred of each are listed, all are counted), the head of "
            + "the chain, and whether the chain computed again agrees. It reads the whole register of the sequence.")
        .Path("key", "The sequence.", "00-10216")
        .Answer<CertificateResponse>(200, "The certificate.", Examples.Certificate)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);
}
