using System.Globalization;
using System.Text;
using CsvHelper;

namespace RmsOrleans.Api.Http;

/// <summary>Rows as CSV (RFC 4180), sent as they are read. A text that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
/// <param name="name">Of the file, without its ending.</param>
/// <param name="pages">Rows that are sent together.</param>
internal sealed class CsvResponse(Language language, string name, IEnumerable<Phrase> columns, IAsyncEnumerable<IEnumerable<string[]>> pages) : IResult
{
    private static readonly byte[] mark = Encoding.UTF8.GetPreamble();

    /// <summary>As spreadsheets of that language expect lists to be separated.</summary>
    private char Separator => language == Language.Ru ? ';' : ',';

    /// <summary>How a time is written.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = $"{ContentTypes.Csv}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        response.Headers.Vary = EntityTags.Vary;
        response.Headers.ContentLanguage = language.Code();
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;

        var options = new CsvWriterOptions { Separator = Separator, NewLine = "\r\n", Injection = CsvInjection.Escape };
        var buffer = new MemoryStream();
        buffer.Write(mark); // spreadsheets take a file without it for one in the code page of the machine
        var header = true;
        await foreach (var page in pages)
        {
            await using (var csv = CsvWriter.Create(buffer, options, leaveOpen: true))
            {
                if (header)
                    csv.WriteRecord([.. columns.Select(column => column.In(language))]);
                header = false;
                foreach (var row in page)
                    csv.WriteRecord(row);
            }
            await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), httpContext.RequestAborted);
            buffer.SetLength(0);
        }
    }
}
