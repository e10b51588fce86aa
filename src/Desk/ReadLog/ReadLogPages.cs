using System.Collections.Frozen;
using System.Globalization;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Desk.ReadLog;

/// <summary>Who read what, for auditors.</summary>
internal static class ReadLogPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/read-log", Show);

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, "number", "reader", "what", "from", "until", "draft");
        var times = new Dictionary<string, string?>();
        var unreadable = new List<(string, string)>();
        foreach (var name in (string[])["from", "until"])
        {
            if (address.Chosen.GetValueOrDefault(name) is not { } text)
                continue;
            times[name] = Time(text, desk.Viewer!.Zone, isEnd: name == "until");
            if (times[name] is null)
                unreadable.Add(($"/{name}", desk.In(expected)));
        }
        var answer = await desk.Ask(HttpMethods.Get, address.Asks("/read-log", times.Where(each => each.Value is not null).ToDictionary()));
        if (answer.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
            throw new ApiRefusedException(answer);

        var reads = answer.IsGood ? answer.Read(DeskJson.Default.ReadList) : null;
        var problem = answer.IsGood ? null : Said(answer.Problem(), unreadable);
        return desk.Page<ReadLogPage>(
            answer.Status, (nameof(ReadLogPage.Reads), reads), (nameof(ReadLogPage.Chosen), address.Chosen), (nameof(ReadLogPage.Problem), problem),
            (nameof(ReadLogPage.More), address.More(reads?.Next)));
    }

    private static readonly Phrase expected = new(
        "Expected a date such as 01.12.2026, or a date and a time such as 01.12.2026 10:15.", "Ожидается дата вида 01.12.2026 или дата и время вида 01.12.2026 10:15.");

    /// <summary>As the API writes it; of a day its first moment, or, where a stretch ends with it, the first that is not in it.</summary>
    private static string? Time(string text, TimeZoneInfo zone, bool isEnd)
    {
        if (ValueText.Read(ValueKind.Day, text, zone).Value?.GetValue<string>() is { } iso)
        {
            var day = DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(isEnd ? 1 : 0);
            return ValueText.Read(ValueKind.Time, $"{day:dd.MM.yyyy} 00:00", zone).Value?.GetValue<string>();
        }
        return ValueText.Read(ValueKind.Time, text, zone).Value?.GetValue<string>();
    }

    private static ApiProblem Said(ApiProblem problem, List<(string Pointer, string Fault)> unreadable) =>
        problem with { Faults = [.. problem.Faults.Where(fault => unreadable.All(each => each.Pointer != fault.Pointer)), .. unreadable] };
}

/// <summary>What was read, by the names of operations in the log.</summary>
internal static class ReadWords
{
    private static readonly FrozenDictionary<Operation, Phrase> words = new Dictionary<Operation, Phrase>
    {
        [Operation.GetDraft] = new("draft", "проект"),
        [Operation.GetJournal] = new("journal of a draft", "журнал проекта"),
        [Operation.GetVersion] = new("version of a draft", "версия проекта"),
        [Operation.GetVersionChanges] = new("changes of a draft's version", "изменения в версии проекта"),
        [Operation.PrintDraft] = new("printed draft", "печать проекта"),
        [Operation.ListAttachments] = new("list of a draft's files", "перечень файлов проекта"),
        [Operation.GetAttachment] = new("file of a draft", "файл проекта"),
        [Operation.GetProfileJournal] = new("journal of a profile", "журнал профиля"),
        [Operation.GetProfileVersion] = new("version of a profile", "версия профиля"),
        [Operation.GetProfileVersionChanges] = new("changes of a profile's version", "изменения в версии профиля"),
        [Operation.PrintProfile] = new("printed profile", "печать профиля"),
        [Operation.ListDirectoryChanges] = new("changes of the directory", "изменения справочника"),
        [Operation.GetDirectorySnapshot] = new("whole directory", "справочник целиком"),
    }.ToFrozenDictionary();

    /// <summary>All that is noted.</summary>
    public static IEnumerable<(string Name, Phrase Word)> All =>
        PermissionTable.All.Where(each => each.IsRecorded).Select(each => (each.Operation.StoredName(), Of(each.Operation.StoredName())));

    /// <summary>One that has no words here keeps its name.</summary>
    public static Phrase Of(string what) =>
        words.Where(each => each.Key.StoredName() == what).Select(each => each.Value).FirstOrDefault() ?? Phrase.Same(what);

    /// <summary>Of which version or revisions, as the log has it in English.</summary>
    public static Phrase Part(string part) => part.StartsWith("version ", StringComparison.Ordinal) ? new(part, $"версия {part["version ".Length..]}")
        : new(part, part.Replace("revisions ", "редакции с ", StringComparison.Ordinal).Replace("revision ", "редакция ", StringComparison.Ordinal)
            .Replace(" to ", " по ", StringComparison.Ordinal).Replace("as ", "от имени ", StringComparison.Ordinal));
}
