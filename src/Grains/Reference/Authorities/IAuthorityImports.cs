namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>Imports into the register of authorities. Of two at once, on whatever nodes, one is decided again on what the other has written.</summary>
public interface IAuthorityImports
{
    /// <summary>Adds and replaces authorities, all of them or none; every faulty line is named.</summary>
    Task<Outcome<AuthorityImported>> Import(AuthorityImport import);
}
