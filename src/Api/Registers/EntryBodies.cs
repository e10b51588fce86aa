using System.Security.Cryptography;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Api.Registers;

/// <summary>An entry that is to be registered.</summary>
/// <param name="Values">What its fields say: each a text in the form that its type asks for.</param>
/// <param name="Authority">Whose entry it is; the caller's own if left out.</param>
/// <param name="ReceivedAt">When what it is about came in; now if left out.</param>
/// <param name="SignedOn">When the paper that came in was signed, where the register asks for it.</param>
/// <param name="Links">What it is linked to.</param>
public sealed record EntryBody(JsonElement Values, AuthorityCode? Authority, DateTimeOffset? ReceivedAt, DateOnly? SignedOn, ImmutableArray<EntryLinkBody>? Links);

/// <summary>A step that is to be taken.</summary>
/// <param name="Values">Fields that are given with it.</param>
/// <param name="Paper">The paper by which it is done, where the step asks for one.</param>
/// <param name="Reason">Why, where the step asks for it.</param>
/// <param name="Responsible">Who is responsible from then on, where the step names somebody.</param>
public sealed record StepBody(JsonElement? Values, EntryPaperBody? Paper, string? Reason, EntryPersonBody? Responsible);

/// <summary>A paper by its number and its day.</summary>
public sealed record EntryPaperBody(string Number, DateOnly Date);

/// <summary>Somebody by the subject of the token and by name.</summary>
public sealed record EntryPersonBody(string Subject, string Name);

/// <summary>What an entry is linked to.</summary>
/// <param name="To"><c>draft</c>, <c>profile</c>, <c>declaration</c>, <c>trader</c> or <c>entry</c>, as the register allows.</param>
/// <param name="Id">Its number, as it is printed.</param>
public sealed record EntryLinkBody(string To, string Id);

/// <summary>A term that is to be extended.</summary>
/// <param name="Amount">By how much.</param>
/// <param name="Unit">In the unit of the extension that the register allows.</param>
/// <param name="ApplicantToldOn">The day on which the applicant was told, where the register asks for it.</param>
public sealed record ExtensionBody(int Amount, SpanUnit Unit, string Reason, DateOnly? ApplicantToldOn);

/// <summary>Why something is done.</summary>
public sealed record ReasonBody(string Reason);

/// <summary>What an entry says is to be put right.</summary>
/// <param name="Values">The fields that were wrong, as they are right.</param>
public sealed record CorrectionBody(JsonElement Values, string Reason);

/// <summary>The bodies as commands. What fields mean is held against the register by the rules; here only that values are texts.</summary>
internal static class EntryCommandsOfBodies
{
    private static readonly Phrase text = new("Expected a text.", "Ожидался текст.");

    public static (AddEntry? Command, Problem? Problem) Command(this EntryBody body, AuthorityCode own)
    {
        var (values, problem) = Values(body.Values);
        return values is null
            ? (null, problem)
            : (new(body.Authority ?? own, values, body.ReceivedAt, body.SignedOn, [.. (body.Links ?? []).Select(link => new EntryLink(link.To, link.Id))]), null);
    }

    public static (EntryCommand? Command, Problem? Problem) Command(this StepBody body, string route)
    {
        var (values, problem) = body.Values is { } given ? Values(given) : (ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), null);
        return values is null
            ? (null, problem)
            : (new TakeStep(
                route, values, body.Paper is { } paper ? new(paper.Number, paper.Date) : null, body.Reason, body.Responsible is { } person ? new(person.Subject, person.Name) : null), null);
    }

    public static (EntryCommand? Command, Problem? Problem) Command(this CorrectionBody body)
    {
        var (values, problem) = Values(body.Values);
        return values is null ? (null, problem) : (new CorrectEntry(values, body.Reason), null);
    }

    private static (ImmutableSortedDictionary<string, string>? Values, Problem? Problem) Values(JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.Object)
            return (null, Problems.BadInput("/values", new("Expected an object: a text for each field.", "Ожидался объект: текст для каждого поля.")));
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var errors = ImmutableArray.CreateBuilder<ValidationError>();
        foreach (var value in given.EnumerateObject())
        {
            var place = $"/values/{value.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            if (value.Value.ValueKind != JsonValueKind.String || Readable(value.Value) is not { } said)
                errors.Add(new(place, text));
            else if (!values.TryAdd(value.Name, said))
                errors.Add(new(place, "This field stands here more than once.", "Это поле указано здесь более одного раза."));
        }
        return errors.Count > 0 ? (null, Problems.BadInput(errors.ToImmutable())) : (values.ToImmutable(), null);
    }

    /// <summary>Null where escapes give no valid Unicode.</summary>
    private static string? Readable(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>A caller's key with the meaning of what was asked of a register.</summary>
internal static class EntryRequestKeys
{
    public static RequestKey? Of(string? key, AddEntry command, string kind) =>
        key is null ? null : new(key, Hash($"AddEntry {kind}\n", command with { ReceivedAt = command.ReceivedAt?.ToUniversalTime() }));

    public static RequestKey? Of(string? key, EntryCommand command) => key is null ? null : new(key, Hash($"{command.GetType().Name}\n", command));

    private static string Hash(string name, EntryCommand command) => Convert.ToHexStringLower(SHA256.HashData(
        [.. System.Text.Encoding.UTF8.GetBytes(name), .. JsonSerializer.SerializeToUtf8Bytes(command, EntryCanonicalJson.Default.GetTypeInfo(command.GetType())!)]));
}

/// <summary>Commands as they are hashed. The hashes are kept in journals.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(AuthorityCodeJson)], GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AddEntry))]
[JsonSerializable(typeof(TakeStep))]
[JsonSerializable(typeof(ExtendTerm))]
[JsonSerializable(typeof(SuspendTerm))]
[JsonSerializable(typeof(ResumeTerm))]
[JsonSerializable(typeof(LinkEntry))]
[JsonSerializable(typeof(CorrectEntry))]
internal sealed partial class EntryCanonicalJson : JsonSerializerContext;
