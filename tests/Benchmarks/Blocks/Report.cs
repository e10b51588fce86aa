using System.Globalization;
using System.Text;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>What a benchmark says in the end.</summary>
internal static class Report
{
    /// <summary>Prints what was measured, under the command and the machine, and writes it to its section of the page if that was asked for.</summary>
    /// <param name="circumstances">What goes on with the line of the machine, up to its full stop.</param>
    public static void Publish(string section, string command, bool write, string circumstances, params IEnumerable<object> paragraphs)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Benchmarks -- {command}`, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC,")
            .AppendLine(CultureInfo.InvariantCulture, $"{Machine.Describe()}{circumstances}.");
        foreach (var paragraph in paragraphs)
            text.AppendLine().AppendLine($"{paragraph}".TrimEnd());
        Console.WriteLine(text);
        if (write)
            ResultsPage.Write(section, text.ToString());
    }
}
