namespace RmsOrleans.Grains.Authorities;

/// <summary>Answers from the register that this node holds.</summary>
internal sealed class AuthorityGrain(IAuthorityRegister register) : Grain, IAuthorityGrain
{
    public Task<Outcome<Authority>> Describe() => Task.FromResult(Find());

    private Outcome<Authority> Find() =>
        register.Current.Find(this.AuthorityCode()) is { } authority
            ? authority
            : new Refusal(RefusalReason.NotFound, $"The register knows no authority {this.AuthorityCode()}.");
}
