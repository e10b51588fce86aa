namespace RmsOrleans.Grains.Numbering;

/// <summary>One numbering sequence. Registrations that arrive while a commit is under way share the next one.</summary>
[Alias("number-sequence")]
internal interface INumberSequenceGrain : IGrainWithStringKey
{
    /// <summary>Answers when the number is committed, or when it is known that it cannot be now.</summary>
    [Alias("register")]
    Task<RegistrationAnswer> Register(RegistrationRequest request);
}
