using System.Text.Json.Serialization;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Api.Registers;

/// <summary>The chain of a register's numbers.</summary>
/// <param name="Sequences">Those of the register.</param>
/// <param name="Sequence">Whose links these are; left out where none was asked for.</param>
/// <param name="Items">Links of that sequence.</param>
/// <param name="Next">The serial to go on after; left out where there are no more.</param>
public sealed record ChainResponse(string Code, Phrase Title, ImmutableArray<ChainSequence> Sequences, string? Sequence, ImmutableArray<ChainLink>? Items, long? Next);

/// <summary>A sequence of numbers.</summary>
/// <param name="Key">The register, whose the sequence is, and the year where it begins anew each year.</param>
/// <param name="Head">The hash of its last link, in hexadecimal digits.</param>
public sealed record ChainSequence(string Key, long LastSerial, DateTimeOffset LastAt, string Head);

/// <summary>A number with its link in the chain. Of what the entry says it has nothing.</summary>
/// <param name="Serial">Its place in the sequence.</param>
/// <param name="At">When the number was given, by the clock of the sequence.</param>
/// <param name="Entry">The id of the entry, which the link covers.</param>
/// <param name="LineHash">The hash of the line that bears the number, in hexadecimal digits.</param>
/// <param name="Hash">The link: SHA-256 over the one before it, the number, the entry, the hash of its line and the time.</param>
/// <param name="Agrees">Computed again from the link before it, it is the same.</param>
public sealed record ChainLink(long Serial, string Number, DateTimeOffset At, Guid Entry, string LineHash, string Hash, bool Agrees);

/// <summary>
/// Number, date and chain of all entries of a register, for the auditor; of a closed circle this is all that the auditor sees. Each link is computed again before it is shown.
/// </summary>
internal sealed class ChainEndpoints(EntryChainQueries queries, IRegisterKinds kinds, LocalTimes times)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapRead("/registers/{code}/chain", Admission.To(Operation.GetEntryChain, routes.ServiceProvider.GetRequiredService<ChainEndpoints>().Get)).Described(KindDocuments.Chain());

    private async Task<IResult> Get(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "sequence", "after", "limit");
        var limit = Pages.Limit(query);
        var after = query.Value<long>("after", new("a serial", "порядковый номер"), WholeNumber.TryReadCount) ?? 0;
        var asked = query.Text("sequence");
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);
        if (kinds.Current.Last(context.Request.RouteValues["code"] as string ?? "") is not { } kind)
            return KindEndpoints.NoSuchKind;

        var heads = await queries.Sequences(kind.Code, context.RequestAborted);
        var (items, next) = (default(ImmutableArray<ChainLink>?), default(long?));
        if (asked is not null)
        {
            if (heads.All(head => head.Key.Value != asked))
                return Problems.BadInput("/sequence", new("There is no such sequence in this register.", "В этом реестре нет такой последовательности номеров."));
            (items, next) = await Links(new(asked), after, limit, context.RequestAborted);
        }
        return Answers.Ok(
            new ChainResponse(
                kind.Code, EntryAnswers.Text(kind.Title),
                [.. heads.Select(head => new ChainSequence(head.Key.Value, head.LastSerial, head.LastAt.In(ZoneOf(head.Key)), Convert.ToHexStringLower(head.LastHash)))], asked, items, next),
            ChainResponseJson.Default.ChainResponse);
    }

    private async Task<(ImmutableArray<ChainLink> Items, long? Next)> Links(SequenceKey key, long after, int limit, CancellationToken cancellation)
    {
        var links = await queries.Links(key, after, limit, cancellation);
        var zone = ZoneOf(key);
        return (
            [.. links.Take(limit).Select(link => new ChainLink(
                link.Serial, link.Number, link.At.In(zone), link.Entry, Convert.ToHexStringLower(link.LineHash), Convert.ToHexStringLower(link.Hash), link.Agrees))],
            links.Count > limit ? links[limit - 1].Serial : null);
    }

    private ZoneHistory ZoneOf(SequenceKey key) => times.ZoneOf(new AuthorityCode(key.Value.Split('/')[1]));
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChainResponse))]
internal sealed partial class ChainResponseJson : JsonSerializerContext;
