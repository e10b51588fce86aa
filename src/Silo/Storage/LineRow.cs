using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;

namespace RmsOrleans.Silo.Storage;

/// <summary>A line as a query reads it, with whose it is.</summary>
internal sealed class LineRow
{
    public const string Select =
        "select subject as Subject, line as Line, type as Type, at as At, actor as Actor, payload as Payload, hash as Hash from journal_lines";

    public DraftId Subject { get; init; }

    public int Line { get; init; }

    public string Type { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public byte[] Actor { get; init; } = [];

    public byte[] Payload { get; init; } = [];

    public byte[] Hash { get; init; } = [];

    public JournalLine Of() => new(Subject.Value, Line, Type, At, Actor, Payload, Hash);
}
