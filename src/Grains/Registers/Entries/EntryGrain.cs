using Microsoft.Extensions.Logging;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Commands;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>Decide, save, settle. An entry is asked a few times in its life, so each call reads what is stored and nothing is remembered.</summary>
internal sealed class EntryGrain(IEntryStore store, EntryDecisions decisions, EntryNumbering numbers, DeadlineReminders reminders, ILogger<EntryGrain> log) : Grain, IEntryGrain
{
    private Guid Id => this.EntryId();

    public Task<Outcome<EntryReceipt>> Execute(EntryCommand command, Actor actor, RequestConditions conditions) => EntryAttempts.UntilSaved(Id, log, async () =>
    {
        // A command that comes after a term has passed finds it missed, even if no reminder has looked yet.
        if (!await SaveWhatTimeDid())
            return null;
        var decided = await decisions.Decide(Id, command, actor, conditions);
        if (decided.Refusal is { } refusal)
            return refusal;
        if (decided.Repeated is { } receipt)
            return receipt;
        var append = decided.Append!;
        if (!await store.Append(append, numbers.Number, CancellationToken.None))
            return null;
        foreach (var authority in append.Authorities)
            await reminders.Settle(authority);
        return new EntryReceipt(Id, append.Own.Head.LastLine, append.Own.Head.Number, Repeated: false);
    });

    public Task<Outcome<EntryReceipt>> Try(EntryCommand command, Actor actor, RequestConditions conditions) => Attempts.Tried<EntryReceipt>(async () =>
    {
        var decided = await decisions.Decide(Id, command, actor, conditions);
        return decided.Refusal is { } refusal ? refusal : decided.Repeated ?? new EntryReceipt(Id, decided.Append!.Own.Head.LastLine, decided.Append.Own.Head.Number, Repeated: false);
    });

    public async Task LookAtTerms()
    {
        for (var attempt = 1; attempt <= Attempts.Most && !await SaveWhatTimeDid(); attempt++)
            continue;
    }

    /// <summary>False when the entry has moved on since it was read.</summary>
    private async Task<bool> SaveWhatTimeDid() => await decisions.WhatTimeDid(Id) is not { } append || await store.Append(append, CancellationToken.None);
}

/// <summary>One entry of a register.</summary>
[Alias("entry")]
internal interface IEntryGrain : IGrainWithStringKey
{
    /// <summary>Decides the command, and stores what happened.</summary>
    [Alias("execute")]
    Task<Outcome<EntryReceipt>> Execute(EntryCommand command, Actor actor, RequestConditions conditions);

    /// <summary>Whether the command would be done. Nothing is stored.</summary>
    [Alias("try")]
    Task<Outcome<EntryReceipt>> Try(EntryCommand command, Actor actor, RequestConditions conditions);

    /// <summary>Writes down which terms have passed, and counts them by the calendar of now.</summary>
    [Alias("look-at-terms")]
    Task LookAtTerms();
}

/// <summary>Deciding and saving, again where others were quicker.</summary>
internal static class EntryAttempts
{
    /// <param name="decideAndSave">Null when others were quicker; then it is decided again.</param>
    public static Task<Outcome<EntryReceipt>> UntilSaved(Guid entry, ILogger log, Func<Task<Outcome<EntryReceipt>?>> decideAndSave) => Attempts.UntilSaved(decideAndSave, () =>
    {
        log.EntryMovedOnTooOften(entry, Attempts.Most);
        return new(
            RefusalReason.Contended,
            "The entry is being changed by others at this moment; nothing was done. Ask again.",
            "Запись в данный момент изменяют другие; ничего не выполнено. Повторите запрос.");
    });
}

/// <summary>Where an entry stands after a call.</summary>
/// <param name="Line">The last of its journal.</param>
/// <param name="Number">Empty where it was only tried to register it.</param>
/// <param name="Repeated">It was done before.</param>
[GenerateSerializer, Alias("entry-receipt"), Immutable]
public sealed record EntryReceipt([property: Id(0)] Guid Entry, [property: Id(1)] int Line, [property: Id(2)] string Number, [property: Id(3)] bool Repeated)
{
    /// <summary>What the store has of it then, for whoever has just registered it; else it has to be read.</summary>
    [field: NonSerialized]
    public WholeEntry? Stored { get; init; }
}

/// <summary>Entries as grains.</summary>
internal static class EntryGrains
{
    private const string Prefix = "entry/";

    public static IEntryGrain Entry(this IGrainFactory grains, Guid entry) => grains.GetGrain<IEntryGrain>($"{Prefix}{entry:D}");

    public static Guid EntryId(this IEntryGrain grain) => Guid.ParseExact(grain.Tail(Prefix), "D");
}

/// <summary>Log events of entries, with stable ids. None carries what an entry says.</summary>
internal static partial class EntryLog
{
    [LoggerMessage(1401, LogLevel.Warning, "Entry {Entry} moved on {Times} times while something was decided; the caller was turned away.")]
    public static partial void EntryMovedOnTooOften(this ILogger log, Guid entry, int times);

    [LoggerMessage(1402, LogLevel.Warning, "The terms of entry {Entry} could not be looked at; the watch will try again.")]
    public static partial void TermsNotLookedAt(this ILogger log, Exception exception, Guid entry);
}
