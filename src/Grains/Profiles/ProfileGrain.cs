using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Profiles;

/// <summary>Decide, save. A profile changes a few times in its life, so each command reads its journal anew and nothing is remembered.</summary>
internal sealed class ProfileGrain(
    IDirectoryStore store,
    IReferenceData reference,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    ConflictMetrics conflicts,
    ILogger<ProfileGrain> log) : Grain, IProfileGrain
{
    /// <summary>What the present command was last decided on.</summary>
    private Profile? before;

    private ProfileId Id => this.ProfileId();

    public async Task<Outcome<ProfileReceipt>> Execute(ProfileCommand command, Actor actor, RequestConditions conditions)
    {
        var call = CommandCall.Begin(command);
        before = null;
        try
        {
            var outcome = await DecideUntilSaved(command, actor, conditions);
            if (outcome.Refusal is { } refusal)
                return NotDone(call, actor, refusal, null);

            if (CommandCall.Span is { } span)
                call.Done(span, before?.Status.ToString(), outcome.Value!.Status.ToString(), outcome.Value.Number.ToString(), outcome.Value.Repeated);
            return outcome;
        }
        catch (StorageUnavailableException away)
        {
            return NotDone(call, actor, Refusal.OutcomeUnknown, away.Write);
        }
        catch
        {
            call.Failed();
            throw;
        }
    }

    public Task<Outcome<ProfileReceipt>> Try(ProfileCommand command, Actor actor, RequestConditions conditions) => Attempts.Tried(async () =>
        (await Decide(command, actor, conditions, (profile, events) => Task.FromResult<Outcome<ProfileReceipt>?>(
            Receipt(ProfileHead.Of(events.Aggregate(profile, (after, each) => after.After(each))), repeated: false))))!);

    private Outcome<ProfileReceipt> NotDone(CommandCall call, Actor actor, Refusal refusal, FailedWrite? write) =>
        new(null, refusal, call.NotDone(refusal.Reason, actor.Authority, before?.Number.ToString(), before?.Status.ToString(), write));

    private async Task<Outcome<ProfileReceipt>> DecideUntilSaved(ProfileCommand command, Actor actor, RequestConditions conditions)
    {
        for (var attempt = 1; attempt <= Attempts.Most; attempt++)
        {
            if (await DecideAndSave(command, actor, conditions) is { } outcome)
                return outcome;
            conflicts.ProfileMovedOn();
        }
        log.ProfileMovedOnTooOften(Id, Attempts.Most);
        return new Refusal(
            RefusalReason.Contended,
            "The profile is being changed by others at this moment; nothing was done. Ask again.",
            "Профиль в данный момент изменяют другие; ничего не выполнено. Повторите запрос.");
    }

    /// <summary>Null when the profile has moved on since it was read; then it must be decided again.</summary>
    private Task<Outcome<ProfileReceipt>?> DecideAndSave(ProfileCommand command, Actor actor, RequestConditions conditions) => Decide(
        command, actor, conditions,
        (profile, events) => Publish(profile, events.Bearing(conditions.Key), LineActor.Write(actor, ProfilePermissions.RoleFor(command, actor))));

    /// <param name="happens">What comes of it if something happens.</param>
    private async Task<Outcome<ProfileReceipt>?> Decide(
        ProfileCommand command, Actor actor, RequestConditions conditions, Func<Profile, ImmutableArray<ProfileEvent>, Task<Outcome<ProfileReceipt>?>> happens)
    {
        var lines = await store.Read(Id, CancellationToken.None);
        if (StoredProfileEvents.Table.Fold(lines) is not { } profile)
            return new Refusal(RefusalReason.NotFound, "There is no such profile.", "Такого профиля нет.");

        before = profile;
        var circumstances = new ProfileCircumstances(clock.GetUtcNow(), actor, conditions, reference.ForDecision());
        return ProfileLifecycle.Decide(profile, command, circumstances) switch
        {
            ProfileDecision.Happens decided => await happens(profile, decided.Events),
            ProfileDecision.DoneBefore done => Receipt(ProfileHead.Of(StoredProfileEvents.Table.Fold(lines.Take(done.Line))!), repeated: true),
            ProfileDecision.NothingToDo => Receipt(ProfileHead.Of(profile), repeated: true),
            ProfileDecision.Refused refused => refused.Refusal,
            var unknown => throw new InvalidOperationException($"Unhandled decision type {unknown.GetType().Name}."),
        };
    }

    private async Task<Outcome<ProfileReceipt>?> Publish(Profile profile, ImmutableArray<ProfileEvent> events, byte[] actor)
    {
        var answer = await GrainFactory.Directory().Publish(ProfileChange.Of(profile, events, actor));
        return answer.End switch
        {
            RegistrationEnd.Registered => Receipt(answer.Profile!, repeated: false),
            RegistrationEnd.MovedOn => (Outcome<ProfileReceipt>?)null,
            RegistrationEnd.StorageUnavailable => throw new StorageUnavailableException { Write = answer.Write },
            RegistrationEnd.Failed => throw new RegistrationFailedException($"Profile {Id} could not be changed; the log of the directory says why."),
        };
    }

    private static ProfileReceipt Receipt(ProfileHead head, bool repeated) =>
        new(head.Number, head.Status, head.Version, head.LastLine, head.ValidFrom, head.ValidTo, repeated);
}

/// <summary>One profile. It comes into being when its draft is adopted, in the directory's transaction.</summary>
[Alias("profile")]
public interface IProfileGrain : IGrainWithStringKey
{
    /// <summary>Decides the command, lets the directory store what happened, and says how the profile stands.</summary>
    [Alias("execute")]
    Task<Outcome<ProfileReceipt>> Execute(ProfileCommand command, Actor actor, RequestConditions conditions);

    /// <summary>How the profile would stand after the command, or why it would be refused. Nothing is stored, and nobody learns of it.</summary>
    [Alias("try")]
    Task<Outcome<ProfileReceipt>> Try(ProfileCommand command, Actor actor, RequestConditions conditions);
}

/// <summary>Watches over the days of all profiles; there is one.</summary>
[Alias("profile-watch")]
public interface IProfileWatchGrain : IGrainWithStringKey
{
    /// <summary>Arms the reminder, which is never disarmed; its first tick comes at once.</summary>
    [Alias("watch")]
    Task ArmReminder();

    /// <summary>Lets everything happen that has come due; how many profiles that were.</summary>
    [Alias("look")]
    Task<int> Look();
}

/// <summary>Profiles and the watch over their days as grains.</summary>
public static class ProfileGrains
{
    private const string Prefix = "profile/";
    private const string TheWatch = "watch/profiles";

    public static IProfileGrain Profile(this IGrainFactory grains, ProfileId id) => grains.GetGrain<IProfileGrain>(Prefix + id);

    public static IProfileWatchGrain ProfileWatch(this IGrainFactory grains) => grains.GetGrain<IProfileWatchGrain>(TheWatch);

    internal static ProfileId ProfileId(this IProfileGrain grain) => new(Guid.ParseExact(grain.Tail(Prefix), "D"));
}

/// <summary>Log events of profiles, with stable ids. None carries content or a person's name.</summary>
internal static partial class ProfileLog
{
    [LoggerMessage(1101, LogLevel.Warning, "Profile {Profile} moved on {Times} times while a command was decided; the caller was turned away.")]
    public static partial void ProfileMovedOnTooOften(this ILogger log, ProfileId profile, int times);

    [LoggerMessage(1102, LogLevel.Warning, "The storage was away when the days of profiles were looked at; the next tick looks again.")]
    public static partial void ProfilesNotLookedAt(this ILogger log, Exception exception);

    [LoggerMessage(1103, LogLevel.Error, "Profile {Profile} could not be looked at; the next tick tries again.")]
    public static partial void ProfileNotChecked(this ILogger log, Exception exception, ProfileId profile);
}
