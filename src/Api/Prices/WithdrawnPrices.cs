using System.Globalization;
using RmsOrleans.Api.Declarations;
using RmsOrleans.Api.Print;
using RmsOrleans.Api.Registers;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Prices;

namespace RmsOrleans.Api.Prices;

/// <summary>Loads of price points that a research counted and that were taken back since.</summary>
internal sealed class WithdrawnPrices(PriceStore prices) : ILaterNotes
{
    public async Task<ImmutableArray<LoadWithdrawal>> Of(Entry research, CancellationToken cancellation)
    {
        var seen = long.Parse(research.Open[PriceResearches.Revision], CultureInfo.InvariantCulture);
        var loads = await prices.WithdrawnSince(PriceResearches.QuestionOf(research.Open), seen, research.RegisteredAt, cancellation);
        return [.. loads.Select(LoadWithdrawal.Of).OfType<LoadWithdrawal>()];
    }

    async Task<IReadOnlyList<(Phrase What, Phrase Said)>> ILaterNotes.Of(EntryView view, CancellationToken cancellation) => view.Entry.Kind != PriceResearches.Register ? [] :
    [
        .. from load in await Of(view.Entry, cancellation)
           select (
               new Phrase("A load counted here was withdrawn later", "Учтённая загрузка впоследствии отозвана"),
               new Phrase($"No. {load.Load}, ", $"№ {load.Load}, ") + Phrase.Same($"{load.Source}. {load.Reason} ({load.By}, {Sheets.Local(load.At)})")),
    ];
}
