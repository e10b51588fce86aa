using RmsOrleans.Grains.Kernel.Terms;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Api.Print;

/// <summary>
/// Writes a page made for printing. Everything that it is given is text, and is encoded; only this class writes markup, and no script is in it.
/// </summary>
internal sealed class Sheets(Language language, ZoneHistory zone, AuthorityRegister authorities, DateTimeOffset printedAt, int? copy = null)
{
    private static readonly HtmlEncoder encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder html = new();

    public bool IsEmpty => html.Length == 0;

    /// <summary>A title, and under it a line about whom or what; on a new sheet, with the marks of a paper for official use.</summary>
    public void Sheet(string title, string? subtitle, Action write) => Write(isBelow: false, title, subtitle, write);

    /// <summary>The same on a sheet that lies, for tables of many columns.</summary>
    public void Wide(string title, string? subtitle, Action write) => Write(isBelow: false, title, subtitle, write, "<section class=\"wide\">");

    /// <summary>The same for what is short, and may stand below what comes before.</summary>
    public void Below(string title, string? subtitle, Action write) => Write(isBelow: html.Length > 0, title, subtitle, write);

    private void Write(bool isBelow, string title, string? subtitle, Action write, string opening = "<section>")
    {
        if (isBelow)
            html.Append("<section class=\"below\">\n");
        else
            html.Append(opening).Append("\n<p class=\"marks\">").Append(Encoded(Marks)).Append("</p>\n");
        html.Append("<h1>").Append(Encoded(title)).Append("</h1>\n");
        if (subtitle is not null)
            html.Append("<p class=\"subtitle\">").Append(Encoded(subtitle)).Append("</p>\n");
        write();
        html.Append("</section>\n");
    }

    private string Marks =>
        $"{In(new("For official use", "Для служебного пользования"))}\n{In(new("Copy No.", "Экз. №"))} {copy?.ToString(CultureInfo.InvariantCulture) ?? "______"}";

    public void Heading(Phrase title) => html.Append("<h2>").Append(Encoded(In(title))).Append("</h2>\n");

    /// <summary>Paragraphs, as the writer broke them.</summary>
    public void Text(string? text)
    {
        foreach (var paragraph in (text ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            html.Append("<p>").Append(Encoded(paragraph)).Append("</p>\n");
    }

    /// <summary>Names and values side by side; what has no value is left out.</summary>
    public void Facts(params ReadOnlySpan<(Phrase Name, string? Value)> facts)
    {
        html.Append("<table class=\"facts\">\n");
        foreach (var (name, value) in facts)
        {
            if (!string.IsNullOrEmpty(value))
                html.Append("<tr><th>").Append(Encoded(In(name))).Append("</th><td>").Append(Encoded(value)).Append("</td></tr>\n");
        }
        html.Append("</table>\n");
    }

    public void Table(Column[] columns, IEnumerable<string?[]> rows)
    {
        html.Append("<table class=\"grid\">\n<thead><tr>");
        foreach (var column in columns)
            html.Append("<th>").Append(Encoded(In(column.Title))).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var (column, cell) in columns.Zip(row))
                html.Append(Cell(column.Breaks)).Append(Encoded(cell ?? "")).Append("</td>");
            html.Append("</tr>\n");
        }
        html.Append("</tbody>\n</table>\n");
    }

    public void List(IEnumerable<string> items)
    {
        html.Append("<ol>\n");
        foreach (var item in items)
            html.Append("<li>").Append(Encoded(item)).Append("</li>\n");
        html.Append("</ol>\n");
    }

    public string In(Phrase word) => word.In(language);

    public static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day as it is stored; another text stays as it is.</summary>
    public static string Day(string text) => DayText.TryRead(text, out var day) ? Day(day) : text;

    /// <summary>By the clock of the draft's authority, with its offset.</summary>
    public string Time(DateTimeOffset time) => Local(zone.Local(time));

    /// <summary>By the clock whose offset it has.</summary>
    public static string Local(DateTimeOffset time) => time.ToString("dd.MM.yyyy HH:mm '(UTC'zzz')'", CultureInfo.InvariantCulture);

    public string No(object number) => $"{In(new("No.", "№"))} {number}";

    public static string Period(DateOnly from, DateOnly to) => $"{Day(from)} – {Day(to)}";

    public string Authority(AuthorityCode code) => In(authorities.InWords(code));

    /// <summary>As the register names it in the language of the page; else as it was written.</summary>
    public string? Unit(AuthorityCode authority, string? unit) => unit is not null && authorities.Units.Find(authority, unit) is { } known
        ? In(new(known.NameEn, known.NameRu))
        : unit;

    public string Numbered(Draft draft)
    {
        if (draft.Number is not { } number)
            return In(new("Not registered yet", "Не зарегистрирован"));

        Phrase version = draft.Status == DraftStatus.FinalisationByAuthority ? new("rework of version", "доработка версии") : new("version", "версия");
        return $"{No(number)}, {In(version)} {draft.Version}";
    }

    /// <summary>Null for none.</summary>
    public string? Decision(DecisionPaper? decision) =>
        decision is null ? null : $"{No(decision.Number)}, {Day(decision.Date)}. {decision.Reason}";

    public string Page(string title) => $"""
        <!DOCTYPE html>
        <html lang="{language.Code()}">
        <head>
        <meta charset="utf-8"/>
        <title>{Encoded(title)}</title>
        <style>{PrintStyle.Css}</style>
        </head>
        <body>
        {html}<p class="printed">{Encoded($"{In(new("Printed", "Напечатано"))} {Time(printedAt)}")}</p>
        </body>
        </html>

        """;

    private static string Cell(Breaks breaks) => breaks switch
    {
        Breaks.Anywhere => "<td>",
        Breaks.BetweenWords => "<td class=\"words\">",
        Breaks.Nowhere => "<td class=\"line\">",
        Breaks.ByHand => "<td class=\"hand\">",
    };

    private static string Encoded(string text) => encoder.Encode(text);
}
