using System.IO.Pipelines;
using System.Threading.Channels;
using RmsOrleans.Api.Drafts;

namespace RmsOrleans.Api.Submissions;

/// <summary>What became of one line: a receipt, or the problem.</summary>
internal readonly record struct LineAnswer(int Line, DraftReceipt? Receipt, Problem? Problem)
{
    public void Write(Utf8JsonWriter writer, Language language)
    {
        if (Receipt is not { } receipt)
        {
            Problem!.Write(writer, language, Line);
            return;
        }
        writer.WriteStartObject();
        writer.WriteNumber("line"u8, Line);
        writer.WriteNumber("status"u8, receipt.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created);
        writer.WriteString("id"u8, receipt.Id.Value);
        writer.WriteString("number"u8, receipt.Number?.ToString());
        if (!receipt.Warnings.IsEmpty)
        {
            writer.WritePropertyName("warnings"u8);
            JsonSerializer.Serialize(writer, receipt.Warnings, DraftResponseJson.Default.ImmutableArrayWarning.In(language));
        }
        writer.WriteEndObject();
    }
}

/// <summary>Streams the answers of a batch, each as soon as those before it are out.</summary>
internal static class LineAnswers
{
    private const int FlushAt = 16 * 1024;

    public static async Task Write(ChannelReader<Task<LineAnswer>> answers, PipeWriter response, Language language)
    {
        using var json = new Utf8JsonWriter(response, Answers.Readable);
        await foreach (var pending in answers.ReadAllAsync())
        {
            // What is ready goes out before anybody waits.
            if (!pending.IsCompleted || response.UnflushedBytes > FlushAt)
                await response.FlushAsync();

            var answer = await pending;
            json.Reset();
            answer.Write(json, language);
            json.Flush();
            "\n"u8.CopyTo(response.GetSpan(1));
            response.Advance(1);
            if (!answers.TryPeek(out _))
                await response.FlushAsync();
        }
    }
}
