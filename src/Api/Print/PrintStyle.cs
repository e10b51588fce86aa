namespace RmsOrleans.Api.Print;

internal static class PrintStyle
{
    /// <summary>For A4. On a screen the sheets stand under each other.</summary>
    public const string Css =
        """
        @page { size: A4; margin: 20mm 15mm 20mm 25mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt "Liberation Serif", serif; } }
        @page wide { size: A4 landscape; margin: 20mm 15mm 15mm; }
        .wide, .wide + .printed { page: wide; }
        body { font: 11pt/1.35 "PT Serif", "Liberation Serif", "DejaVu Serif", "Times New Roman", serif; color: #000; margin: 0; overflow-wrap: anywhere; }
        section + section:not(.below) { break-before: page; }
        .below { margin-top: 8mm; border-top: 0.3mm solid #555; padding-top: 4mm; }
        .marks { text-align: right; font-size: 9pt; white-space: pre-line; }
        .printed { font-size: 9pt; color: #333; margin-top: 6mm; }
        td, li { white-space: pre-line; }
        h1 { font-size: 15pt; margin: 0 0 2mm; text-align: center; break-after: avoid; }
        h2 { font-size: 12pt; margin: 6mm 0 2mm; break-after: avoid; }
        p { margin: 0 0 2mm; orphans: 3; widows: 3; }
        .subtitle { text-align: center; margin-bottom: 5mm; break-after: avoid; }
        table { border-collapse: collapse; width: 100%; margin: 0 0 3mm; }
        th, td { text-align: left; vertical-align: top; padding: 1mm 2mm 1mm 0; }
        .facts { break-inside: avoid; }
        .facts th { width: 38%; font-weight: normal; color: #333; }
        .grid { font-size: 9.5pt; }
        .grid th, .grid td { border: 0.3mm solid #555; padding: 1mm 1.5mm; }
        .grid td { min-width: 24mm; }
        .grid th, .grid .words, .grid .line { overflow-wrap: normal; min-width: 0; }
        .grid .line { white-space: nowrap; }
        .grid .hand { min-width: 28mm; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        ol { margin: 0 0 2mm; padding-left: 7mm; }
        @media screen { body { background: #ddd; } section, .printed { background: #fff; width: 170mm; margin: 8mm auto; padding: 20mm 15mm 20mm 25mm; } section.below, .printed { margin-top: -8mm; } .printed { padding-top: 0; } section.wide, .wide + .printed { width: 267mm; padding: 20mm 15mm; } .wide + .printed { padding-top: 0; } }
        @media screen and (max-width: 300mm) { section, .printed, section.wide, .wide + .printed { width: auto; margin: 2mm; padding: 6mm; } .printed { margin-top: -2mm; padding-top: 0; } .grid th, .grid td, .grid .words, .grid .line, .grid .hand { min-width: 0; white-space: pre-line; overflow-wrap: anywhere; } }
        """;
}
