namespace RmsOrleans.Declarations.Reading;

/// <summary>A declaration that is to be stored.</summary>
/// <param name="ControlAuthority">Where the goods lie.</param>
/// <param name="Items">How many.</param>
/// <param name="Line">As <see cref="DeclarationJson.Canonical"/> writes it.</param>
/// <param name="Outcomes">Of items, as they came with it.</param>
public sealed record CanonicalDeclaration(DeclarationNumber Number, int Version, string ControlAuthority, int Items, byte[] Line, ImmutableArray<(int Item, Outcome Outcome)> Outcomes)
{
    public static CanonicalDeclaration Of(Declaration declaration) => new(
        declaration.Number,
        declaration.Version,
        declaration.Head[Fields.Get(Fields.ControlAuthority)]!.Value.Text,
        declaration.Items.Length,
        DeclarationJson.Canonical(declaration),
        [.. declaration.Items.Where(item => item.Outcome is not null).Select(item => (item.Number, item.Outcome!))]);
}
