using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Api.Drafts;

/// <summary>A journal line as it is stored.</summary>
internal sealed class LineRow
{
    /// <summary>Of <c>journal_lines l</c>.</summary>
    public const string Columns = "l.subject as Subject, l.line as Line, l.type as Type, l.at as At, l.actor as Actor, l.payload as Payload, l.hash as Hash";

    /// <summary>The draft; of a profile's line the profile, whose id is stored alike.</summary>
    public DraftId Subject { get; set; }

    public int Line { get; set; }

    public string Type { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public byte[] Actor { get; set; } = [];

    public byte[] Payload { get; set; } = [];

    public byte[] Hash { get; set; } = [];
}
