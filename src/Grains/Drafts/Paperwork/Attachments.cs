using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The paper that a file goes with.</summary>
public enum AttachmentPaper
{
    /// <summary>The draft itself.</summary>
    Draft,

    /// <summary>Its explanatory note.</summary>
    Note,

    /// <summary>The minutes of the joint meeting.</summary>
    Minutes,

    /// <summary>The directorate's opinion.</summary>
    Opinion,

    /// <summary>The report of the approval.</summary>
    Report,
}

/// <summary>What people call the papers.</summary>
public static class AttachmentPaperNames
{
    private static readonly Phrases<AttachmentPaper> names = new(paper => paper switch
    {
        AttachmentPaper.Draft => new("Draft", "Проект"),
        AttachmentPaper.Note => new("Explanatory note", "Пояснительная записка"),
        AttachmentPaper.Minutes => new("Minutes of the joint meeting", "Протокол совместного совещания"),
        AttachmentPaper.Opinion => new("Opinion of the directorate", "Заключение РТУ"),
        AttachmentPaper.Report => new("Report of the approval", "Сообщение об утверждении"),
    });

    public static Phrase InWords(this AttachmentPaper paper) => names[(int)paper];
}

/// <summary>A file as a line of the journal names it. Its bytes are stored beside the journal, once for each SHA-256 of a draft.</summary>
/// <param name="Type">The media type that its content was found to have, whatever its name says.</param>
/// <param name="Sha256">Of its bytes, hexadecimal.</param>
[GenerateSerializer, Alias("attached-file"), Immutable]
public sealed record AttachedFile(
    [property: Id(0)] AttachmentPaper To,
    [property: Id(1)] string Name,
    [property: Id(2)] string Type,
    [property: Id(3)] long Bytes,
    [property: Id(4)] string Sha256);

/// <summary>A file of a draft. <paramref name="Number"/> counts from 1 and is never given again.</summary>
/// <param name="Line">The line that added it.</param>
public sealed record Attachment(int Number, AttachedFile File, int Line, DateTimeOffset AddedAt)
{
    /// <summary>The line that took it out; its bytes stay, since a version may have been signed with it.</summary>
    public int? RemovedLine { get; init; }

    public DateTimeOffset? RemovedAt { get; init; }

    public bool IsRemoved => RemovedLine is not null;

    internal static ImmutableArray<Attachment> Numbered(ImmutableArray<AttachedFile> files, EventLine line) =>
        [.. files.Select((file, i) => new Attachment(i + 1, file, line.Line, line.At))];
}

/// <summary>How much may go with a draft.</summary>
public sealed class AttachmentSettings
{
    public const string Section = "Attachments";

    /// <summary>The settings where nothing is set.</summary>
    public static readonly AttachmentSettings Usual = new();

    private const long Megabyte = 1024 * 1024;

    /// <summary>One file.</summary>
    [Range(1, 100)]
    public int FileMegabytes { get; set; } = 20;

    /// <summary>All files of a draft, each content once; those that were removed count, since their bytes stay.</summary>
    [Range(1, 10_000)]
    public int DraftMegabytes { get; set; } = 100;

    public long FileBytes => FileMegabytes * Megabyte;

    public long DraftBytes => DraftMegabytes * Megabyte;
}

/// <summary>What a file must be like, and when it may go with which paper: whenever that paper may be written.</summary>
public static class AttachmentRules
{
    /// <summary>Of a draft, with those that were removed.</summary>
    public const int MostFiles = 200;

    /// <summary>Of a file's name, in UTF-16 characters.</summary>
    public const int LongestName = 200;

    private static readonly ImmutableArray<AttachmentPaper> papers = [.. Enum.GetValues<AttachmentPaper>()];

    /// <summary>The name as it is kept: composed (NFC), else as it was given.</summary>
    public static string Kept(string name) => name.Normalize(NormalizationForm.FormC);

    /// <summary>What is wrong with a name; null if nothing is.</summary>
    public static Phrase? FaultOfName(string name)
    {
        if (VisibleText.IsBlank(name))
            return new("A file has a name.", "У файла должно быть имя.");
        if (name.Length > LongestName)
            return new($"The name of a file has at most {LongestName} characters.", $"Имя файла не должно быть длиннее {LongestName} символов.");
        if (name.Contains('\uFFFD', StringComparison.Ordinal))
            return new("The name of a file is written in UTF-8.", "Имя файла передаётся в кодировке UTF-8.");
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0 || name is "." or "..")
            return new("The name of a file has no path in it.", "Имя файла не должно содержать путь.");
        return name.EnumerateRunes().Any(IsControl)
            ? new("The name of a file has no control characters.", "Имя файла не должно содержать управляющих символов.")
            : null;
    }

    /// <summary>Why so much cannot go with a draft, beside what it has already; null if it can.</summary>
    public static Refusal? TooMuch(ImmutableArray<Attachment> there, ImmutableArray<AttachedFile> added, AttachmentSettings settings)
    {
        if (added.Any(file => file.Bytes > settings.FileBytes))
            return FileTooLarge(settings);
        if (there.Length + added.Length > MostFiles)
        {
            return new(
                RefusalReason.TooLarge,
                $"A draft has at most {MostFiles} files, with those that were removed.",
                $"К проекту может быть приложено не более {MostFiles} файлов, включая изъятые.");
        }

        var bytes = there.Select(each => each.File).Concat(added).DistinctBy(file => file.Sha256).Sum(file => file.Bytes);
        return bytes > settings.DraftBytes ? DraftTooLarge(settings) : null;
    }

    public static Refusal FileTooLarge(AttachmentSettings settings) =>
        new(RefusalReason.TooLarge, $"A file has at most {settings.FileMegabytes} MB.", $"Размер файла не должен превышать {settings.FileMegabytes} МБ.");

    public static Refusal DraftTooLarge(AttachmentSettings settings) =>
        new(
            RefusalReason.TooLarge,
            $"The files of a draft have at most {settings.DraftMegabytes} MB together, with those that were removed.",
            $"Общий размер файлов проекта, включая изъятые, не должен превышать {settings.DraftMegabytes} МБ.");

    /// <summary>The papers that may be written, by the routes that a status allows.</summary>
    internal static ImmutableArray<AttachmentPaper> Writable(ImmutableArray<string> routes) => [.. papers.Where(paper => routes.Contains(Writing(paper)))];

    /// <summary>What the status's own routes bring with them.</summary>
    internal static ImmutableArray<string> Routes(Draft draft, ImmutableArray<string> ofStatus) =>
    [
        .. Writable(ofStatus).IsEmpty ? (string[])[] : [Attach.Route],
        .. ofStatus.Contains(Edit.Route) && draft.Attachments.Any(IsRemovable) ? (string[])[Detach.Route] : [],
    ];

    /// <summary>The route by which a paper is written.</summary>
    internal static string Writing(AttachmentPaper paper) => paper switch
    {
        AttachmentPaper.Draft or AttachmentPaper.Note => Edit.Route,
        AttachmentPaper.Minutes => RecordMinutes.Route,
        AttachmentPaper.Opinion => GiveOpinion.Route,
        AttachmentPaper.Report => ReportApproval.Route,
    };

    internal static bool IsSigned(AttachmentPaper paper) => paper is AttachmentPaper.Draft or AttachmentPaper.Note;

    internal static bool IsRemovable(Attachment attachment) => !attachment.IsRemoved && IsSigned(attachment.File.To);

    /// <summary>To what a file is annexed; in Russian as it stands behind a preposition.</summary>
    internal static Phrase Annexed(AttachmentPaper paper) => paper switch
    {
        AttachmentPaper.Draft => new("the draft", "проекту"),
        AttachmentPaper.Note => new("the note", "пояснительной записке"),
        AttachmentPaper.Minutes => new("the minutes", "протоколу"),
        AttachmentPaper.Opinion => new("the opinion", "заключению"),
        AttachmentPaper.Report => new("the report", "докладу"),
    };

    /// <summary>Beside control characters those that end a line or turn the direction of writing: a name would look like another.</summary>
    private static bool IsControl(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x061C or 0x200E or 0x200F or >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;
}

/// <summary>A file goes with a paper; with the draft or its note it voids signature and visas. The bytes are stored before.</summary>
[GenerateSerializer, Alias("attach"), Immutable]
public sealed record Attach([property: Id(0)] AttachedFile File) : DraftCommand
{
    public const string Route = "attachments";

    /// <summary>One that is not there yet, to learn whether it would be taken.</summary>
    internal static Attach Foreseen(AttachmentPaper to) => new(new AttachedFile(to, "file", "text/plain", 0, ""));

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        if (AttachmentRules.FaultOfName(File.Name) is { } fault)
            errors.Add("/file", fault);
    }

    /// <param name="writable">The papers that may be written now.</param>
    internal Decision Decide(Draft draft, ImmutableArray<AttachmentPaper> writable, Circumstances circumstances)
    {
        if (!writable.Contains(File.To))
        {
            var paper = AttachmentRules.Annexed(File.To);
            return new Decision.NotNow(
                $"A file goes with {paper.En} only while that may be written",
                $"Файл можно приложить к {paper.Ru} только до завершения работы с этим документом");
        }
        if (AttachmentRules.TooMuch(draft.Attachments, [File], circumstances.Attachments) is { } refusal)
            return refusal;

        return IfSound(circumstances, () => new AttachmentAdded(draft.Attachments.Length + 1, File));
    }
}

internal sealed record AttachmentAdded(int Number, AttachedFile File) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with
    {
        Attachments = draft.Attachments.Add(new Attachment(Number, File, line.Line, line.At)),
        Paperwork = AttachmentRules.IsSigned(File.To) ? draft.Paperwork.Void() : draft.Paperwork,
    };
}

/// <summary>A file of the draft or its note is taken out, which voids signature and visas; its bytes stay.</summary>
[GenerateSerializer, Alias("detach"), Immutable]
public sealed record Detach([property: Id(0)] int Number) : DraftCommand
{
    public const string Route = "attachments/{n}";

    /// <param name="mayEdit">Whether draft and note may be written now.</param>
    internal Decision Decide(Draft draft, bool mayEdit)
    {
        if (draft.Attachments.FirstOrDefault(each => each.Number == Number) is not { } attachment)
            return NoSuchFile;
        if (!mayEdit)
            return new Decision.NotNow("A file can be taken out only while the draft may be edited", "Файл можно изъять, только пока проект может быть изменён");
        if (attachment.IsRemoved)
            return new Decision.NotNow("The file has been taken out already", "Файл уже изъят");
        if (!AttachmentRules.IsRemovable(attachment))
        {
            var paper = AttachmentRules.Annexed(attachment.File.To);
            return new Decision.NotNow($"A file of {paper.En} stays with it", $"Файл, приложенный к {paper.Ru}, изъять нельзя");
        }

        return Decision.Event(new AttachmentRemoved(Number));
    }

    /// <summary>The caller may know of the draft, and so of this.</summary>
    public static Refusal NoSuchFile { get; } = new(RefusalReason.NotFound, "The draft has no such file.", "В проекте нет такого файла.");
}

internal sealed record AttachmentRemoved(int Number) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with
    {
        Attachments = [.. draft.Attachments.Select(each => each.Number == Number ? each with { RemovedLine = line.Line, RemovedAt = line.At } : each)],
        Paperwork = draft.Paperwork.Void(),
    };
}
