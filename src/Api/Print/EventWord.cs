namespace RmsOrleans.Api.Print;

/// <summary>How an extract of the journal tells an event.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Said">Members of the stored event, each by its path with dots, whose texts are repeated.</param>
internal sealed record EventWord(Word Name, params string[] Said)
{
    /// <summary>Where the texts are names that the domain knows: what they are called.</summary>
    public Func<string, Word>? Names { get; init; }
}
