using System.Collections.Frozen;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Desk.ReadLog;

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
        [Operation.GetEntry] = new("entry of a register", "запись реестра"),
        [Operation.GetEntryJournal] = new("journal of an entry", "история записи"),
        [Operation.PrintEntry] = new("printed entry", "печать записи"),
        [Operation.ListDirectoryChanges] = new("changes of the directory", "изменения справочника"),
        [Operation.GetDirectorySnapshot] = new("whole directory", "справочник целиком"),
    }.ToFrozenDictionary();

    /// <summary>All that is noted.</summary>
    public static IEnumerable<(string Name, Phrase Word)> All =>
        PermissionTable.All.Where(each => each.IsRecorded).Select(each => (each.Operation.StoredName(), Of(each.Operation.StoredName())));

    /// <summary>One that has no words here keeps its name.</summary>
    public static Phrase Of(string what) =>
        words.Where(each => each.Key.StoredName() == what).Select(each => each.Value).FirstOrDefault() ?? Phrase.Same(what);

    /// <summary>Which part of it, as the log has it in English; what has no words here stays as it is.</summary>
    public static Phrase Part(string part) => part.Split(' ') switch
    {
        ["version", var number] => new($"version {number}", $"версия {number}"),
        ["attachment", var number] => new($"attachment {number}", $"файл № {number}"),
        ["as", var authority, "revisions", var first, "to", var last] =>
            new($"as {authority} revisions {first} to {last}", $"от имени {authority} редакции с {first} по {last}"),
        ["as", var authority, "revision", var number] => new($"as {authority} revision {number}", $"от имени {authority} редакция {number}"),
        ["Draft"] => new("draft and note", "проект и записка"),
        ["Minutes"] => new("minutes", "протокол совещания"),
        ["Opinion"] => new("opinion", "заключение РТУ"),
        ["Profile"] => new("profile and note", "профиль и записка"),
        ["Covering"] => new("covering paper", "сопроводительный документ"),
        ["Journal"] => new("journal", "выписка из журнала"),
        _ => Phrase.Same(part),
    };
}
