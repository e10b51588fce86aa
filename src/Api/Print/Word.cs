namespace RmsOrleans.Api.Print;

/// <summary>A word or a sentence of a printed page, in each of its languages.</summary>
internal sealed record Word(string En, string Ru)
{
    public string In(PrintLanguage language) => language switch { PrintLanguage.En => En, PrintLanguage.Ru => Ru };
}
