using System.Diagnostics.CodeAnalysis;

namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// What a grain answers: a value, or the reason why not, which a command gives with an account of its call. A surprise is an exception instead.
/// </summary>
[GenerateSerializer, Alias("outcome`1"), Immutable]
public sealed record Outcome<T>([property: Id(0)] T? Value, [property: Id(1)] Refusal? Refusal, [property: Id(2)] CallAccount? Account = null) where T : class
{
    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
