using System.Collections.Frozen;

namespace RmsOrleans.Desk.Directory;

/// <summary>What changes of the electronic directory are called, by the names of their events.</summary>
internal static class ChangeWords
{
    private static readonly FrozenDictionary<string, Phrase> words = new Dictionary<string, Phrase>
    {
        ["ProfileRegistered"] = new("registered", "зарегистрирован"),
        ["ProfileInForce"] = new("in force", "вступил в силу"),
        ["ProfileExpired"] = new("expired", "срок действия истёк"),
        ["ProfileUpdated"] = new("updated", "изменён"),
        ["ProfileCancellationDecided"] = new("to be cancelled", "принято решение об отмене"),
        ["ProfileCancelled"] = new("cancelled", "отменён"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>One that has no words here keeps its name.</summary>
    public static Phrase Of(string change) => words.GetValueOrDefault(change) ?? Phrase.Same(change);
}
