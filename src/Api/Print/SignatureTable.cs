namespace RmsOrleans.Api.Print;

/// <summary>Who signed and agreed, in what office, by name, and when; and whose hand it waits for.</summary>
/// <param name="authority">Whose units give visas.</param>
internal sealed class SignatureTable(Sheets sheets, AuthorityCode authority)
{
    private static readonly Phrase acting = new("acting", "исполняющий обязанности");

    private readonly List<string[]> rows = [];

    /// <param name="office">Where the signature itself names no position.</param>
    public SignatureTable Add(Phrase office, Signature? signature) => signature is null
        ? Add(sheets.In(office))
        : Add(signature.Position ?? sheets.In(office), signature.Acting, signature.Name, signature.SignedAt);

    public SignatureTable Add(IEnumerable<Visa> visas)
    {
        foreach (var visa in visas)
            Add(Office(visa.As, visa.Unit), visa.Acting, visa.Name, visa.GivenAt);
        return this;
    }

    /// <summary>Visas that are still to be given.</summary>
    public SignatureTable Add(IEnumerable<(VisaRole As, string? Unit)> missing)
    {
        foreach (var (office, unit) in missing)
            Add(Office(office, unit));
        return this;
    }

    public SignatureTable Add(IEnumerable<UnitVisa> visas)
    {
        foreach (var visa in visas)
            Add(Office(VisaRole.UnitHead, visa.Unit), visa.Acting, visa.Name, visa.GivenAt);
        return this;
    }

    public void Write(Phrase heading)
    {
        sheets.Heading(heading);
        sheets.Table(
            [new("Office", "Должность"), new("Name", "Фамилия, инициалы"), new("Signature", "Подпись", Breaks.ByHand), new("Time", "Время", Breaks.BetweenWords)], rows);
    }

    private SignatureTable Add(string office, bool isActing, string name, DateTimeOffset at)
    {
        rows.Add([isActing ? $"{office} ({sheets.In(acting)})" : office, name, "", sheets.Time(at)]);
        return this;
    }

    private SignatureTable Add(string office)
    {
        rows.Add([office, "", "", ""]);
        return this;
    }

    private string Office(VisaRole role, string? unit) => unit is null ? sheets.In(role.InWords()) : $"{sheets.In(role.InWords())}: {sheets.Unit(authority, unit)}";
}
