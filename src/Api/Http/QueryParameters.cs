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
                Refuse(name, $"There is no such parameter here; there are {string.Join(", ", known!)}.");
            else if (values.Count > 1)
                Refuse(name, "This parameter is given twice.");
        }
    }

    public ImmutableArray<ValidationError> Errors => errors.ToImmutable();

    public string? Text(string name) => sent.TryGetValue(name, out var values) ? values[0] ?? "" : null;

    /// <summary>A value that must be readable where it is sent.</summary>
    public T? Value<T>(string name, string expected, TryRead<T> read) where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        if (read(text, out var value))
            return value;

        Refuse(name, $"Expected {expected}.");
        return null;
    }

    public T? Name<T>(string name) where T : struct, Enum =>
        Value(name, $"one of {string.Join(", ", Enum.GetNames<T>())}", (string text, out T value) =>
            Enum.TryParse(text, out value) && string.Equals(value.ToString(), text, StringComparison.Ordinal) && Enum.IsDefined(value));

    public void Refuse(string name, string message) => errors.Add(new ValidationError($"/{name}", message));

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

    public static int Limit(QueryParameters query) => query.Value<int>("limit", $"a number from 1 to {HighestLimit}", Read) ?? UsualLimit;

    private static bool Read(string text, out int value) =>
        WholeNumber.TryReadCount(text, out value) && value is >= 1 and <= HighestLimit;
}
