using System.Security.Cryptography;
using System.Text.Json.Serialization;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Api.Registers;

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
                route, values, body.Paper is { } paper ? new(paper.Number, paper.Date) : null, body.Reason, Person(body.Responsible),
                body.Executors?.Select(executor => new EntryExecutor(executor.Authority, Person(executor.Responsible), executor.DueOn)).ToImmutableArray()), null);
    }

    public static (EntryCommand? Command, Problem? Problem) Command(this CorrectionBody body)
    {
        var (values, problem) = Values(body.Values);
        return values is null ? (null, problem) : (new CorrectEntry(values, body.Reason), null);
    }

    private static EntryPerson? Person(EntryPersonBody? body) => body is null ? null : new(body.Subject, body.Name);

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
