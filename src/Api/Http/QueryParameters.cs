using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Http;

/// <summary>Reads the parameters of a query strictly: each at most once, none unknown, and every fault at once.</summary>
internal sealed class QueryParameters
{
    private readonly IQueryCollection sent;
    private readonly ImmutableArray<ValidationError>.Builder errors = ImmutableArray.CreateBuilder<ValidationError>();

    public QueryParameters(IQueryCollection sent, params ReadOnlySpan<string> known)
    {
        this.sent = sent;
        foreach (var (name, values) in sent)
        {
            if (!known.Contains(name))
            {
                Refuse(
                    name,
                    $"There is no such parameter here; there are {string.Join(", ", known!)}.",
                    $"Такого параметра здесь нет; возможны: {string.Join(", ", known!)}.");
            }
            else if (values.Count > 1)
                Refuse(name, "This parameter is given twice.", "Этот параметр указан дважды.");
        }
    }

    public ImmutableArray<ValidationError> Errors => errors.ToImmutable();

    public string? Text(string name) => sent.TryGetValue(name, out var values) ? values[0] ?? "" : null;

    /// <summary>A value that must be readable where it is sent.</summary>
    public T? Value<T>(string name, Phrase expected, TryRead<T> read) where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        if (read(text, out var value))
            return value;

        Refuse(name, $"Expected {expected.En}.", $"Ожидается {expected.Ru}.");
        return null;
    }

    public T? Name<T>(string name) where T : struct, Enum =>
        Value(name, OneOf(Enum.GetNames<T>()), (string text, out T value) =>
            Enum.TryParse(text, out value) && string.Equals(value.ToString(), text, StringComparison.Ordinal) && Enum.IsDefined(value));

    /// <summary>One or several of them, each once, with commas between; null where the query says nothing.</summary>
    public ImmutableArray<T>? Names<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;

        var names = text.Split(',');
        if (names.Distinct().Count() == names.Length && names.All(each => Enum.GetNames<T>().Contains(each)))
            return [.. names.Select(Enum.Parse<T>)];

        var expected = OneOf(Enum.GetNames<T>());
        Refuse(name, $"Expected {expected.En}, or several with commas.", $"Ожидается {expected.Ru}, или несколько через запятую.");
        return null;
    }

    public void Refuse(string name, string en, string ru) => errors.Add(new ValidationError($"/{name}", en, ru));

    /// <summary>After "Expected".</summary>
    public static Phrase OneOf(params IEnumerable<string> names) => new($"one of {string.Join(", ", names)}", $"одно из значений: {string.Join(", ", names)}");

    public static Phrase TrueOrFalse { get; } = new("true or false", "true или false");

    public static bool ReadBool(string text, out bool value)
    {
        value = text == "true";
        return value || text == "false";
    }

    public delegate bool TryRead<T>(string text, out T value);
}

/// <summary>How long a page of a list is.</summary>
internal static class Pages
{
    private const int UsualLimit = 50;
    public const int HighestLimit = 200;

    public static int Limit(QueryParameters query) => query.Value<int>("limit", new($"a number from 1 to {HighestLimit}", $"число от 1 до {HighestLimit}"), Read) ?? UsualLimit;

    private static bool Read(string text, out int value) =>
        WholeNumber.TryReadCount(text, out value) && value is >= 1 and <= HighestLimit;
}
