using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;

namespace RmsOrleans.Storage.Drafts;

/// <summary>A journal line as it is stored.</summary>
internal sealed class LineRow
{
    /// <summary>Of <c>journal_lines l</c>.</summary>
    public const string Columns = "l.subject as Subject, l.line as Line, l.type as Type, l.at as At, l.actor as Actor, l.payload as Payload, l.hash as Hash";

    public const string Select = $"select {Columns} from journal_lines l";

    /// <summary>The draft; of a profile's line the profile, whose id is stored alike.</summary>
    public DraftId Subject { get; init; }

    public int Line { get; init; }

    public string Type { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public byte[] Actor { get; init; } = [];

    public byte[] Payload { get; init; } = [];

    public byte[] Hash { get; init; } = [];

    public JournalLine Of() => new(Subject.Value, Line, Type, At, Actor, Payload, Hash);
}
