using System.Text;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>A table in Markdown with aligned columns: the first to the left, the others to the right.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        var widths = columns.Select((column, i) => rows.Select(row => row[i].Length).Append(column.Length).Max()).ToArray();
        var text = new StringBuilder();
        Append(text, columns, widths);
        text.Append('|');
        for (var i = 0; i < widths.Length; i++)
            text.Append(' ').Append('-', widths[i] - (i == 0 ? 0 : 1)).Append(i == 0 ? " |" : ": |");
        text.AppendLine();
        foreach (var row in rows)
            Append(text, row, widths);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] cells, int[] widths)
    {
        text.Append('|');
        for (var i = 0; i < cells.Length; i++)
            text.Append(' ').Append(i == 0 ? cells[i].PadRight(widths[i]) : cells[i].PadLeft(widths[i])).Append(" |");
        text.AppendLine();
    }
}
