namespace RmsOrleans.Grains.Profiles;

/// <summary>The life of a profile: Registered and InForce can be updated and cancelled; Expired and Cancelled are the end.</summary>
internal static class ProfileLifecycle
{
    public static ProfileDecision Decide(Profile profile, ProfileCommand command, ProfileCircumstances circumstances)
    {
        if (ProfilePermissions.Refuse(command, circumstances.Actor) is { } refusal)
            return refusal;

        if (DecideRepeated(profile, circumstances.Conditions) is { } repeated)
            return repeated;

        if (circumstances.Conditions.SeenLine is { } seen && seen != profile.Line)
        {
            return new Refusal(
                RefusalReason.Stale,
                $"The profile is not as you saw it; its journal has {profile.Line} lines now.",
                $"Профиль изменился с тех пор, как Вы его видели; записей в его журнале: {profile.Line}.");
        }

        return command switch
        {
            CheckProfile => Happens(profile, circumstances.Today),
            _ when profile.IsOver => new Refusal(
                RefusalReason.WrongStatus,
                $"The profile is {profile.Status}; nothing is possible any more.",
                $"Статус профиля – «{profile.Status.InWords().Ru}»; дальнейшие действия невозможны."),
            UpdateProfile update => Decide(profile, update, circumstances),
            CancelProfile cancel => Decide(profile, cancel.Decision, circumstances.Today),
            _ => throw new InvalidOperationException($"Unhandled command type {command.GetType().Name}."),
        };
    }

    private static ProfileDecision Decide(Profile profile, UpdateProfile update, ProfileCircumstances circumstances)
    {
        var errors = new ValidationErrors();
        update.Check(errors, circumstances.Reference);
        CheckDay(errors, profile, update.Decision);
        if (update.Decision.Date > circumstances.Today)
        {
            errors.Add(
                "/decision/date",
                "The decision lies in the future; an update takes effect at once.",
                "Дата решения ещё не наступила; обновление действует сразу.");
        }
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        var from = FirstDay(update.Note.ValidFrom, profile.Number.Date);
        if (profile.Status == ProfileStatus.InForce && from != profile.ValidFrom)
        {
            return new Refusal(
                RefusalReason.WrongStatus,
                $"The profile is InForce since {profile.ValidFrom:yyyy-MM-dd}, and that day stays; an update can change its last day.",
                $"Профиль действует с {profile.ValidFrom:dd.MM.yyyy}, и этот день не изменяется; обновление может изменить только последний день.");
        }

        return Happens(profile, circumstances.Today, new ProfileUpdated(
            profile.Version + 1, update.Decision, update.Content, update.Note, from, update.Note.ValidTo));
    }

    private static ProfileDecision Decide(Profile profile, DecisionPaper decision, DateOnly today)
    {
        var errors = new ValidationErrors();
        decision.Check(errors);
        CheckDay(errors, profile, decision);
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        return decision.Date <= today
            ? new ProfileDecision.Happens([new ProfileCancelled(decision)])
            : Happens(profile, today, new ProfileCancellationDecided(decision));
    }

    /// <summary>As approved, but never before the day of the number.</summary>
    public static DateOnly FirstDay(DateOnly approved, DateOnly ofTheNumber) => approved < ofTheNumber ? ofTheNumber : approved;

    private static void CheckDay(ValidationErrors errors, Profile profile, DecisionPaper decision)
    {
        if (decision.Date < profile.Number.Date)
        {
            errors.Add(
                "/decision/date",
                $"The decision is older than the profile, which has its number since {profile.Number.Date:yyyy-MM-dd}.",
                $"Решение принято раньше, чем профилю присвоен номер ({profile.Number.Date:dd.MM.yyyy}).");
        }
    }

    /// <summary>The event, if any, and what the day then brings by itself.</summary>
    private static ProfileDecision Happens(Profile profile, DateOnly today, ProfileEvent? happened = null)
    {
        if (happened is null)
            return ProfileDays.Until(today, profile) is { IsEmpty: false } due ? new ProfileDecision.Happens(due) : new ProfileDecision.NothingToDo();

        return new ProfileDecision.Happens([happened, .. ProfileDays.Until(today, profile.After(happened))]);
    }

    private static ProfileDecision? DecideRepeated(Profile profile, RequestConditions conditions)
    {
        if (profile.Earlier(conditions.Key) is not { } earlier)
            return null;

        return earlier.Request == conditions.Key ? new ProfileDecision.DoneBefore(earlier.Line) : Refusal.KeyUsedOtherwise;
    }
}

/// <summary>The statuses of a profile, in Moscow days.</summary>
public enum ProfileStatus
{
    /// <summary>It has its number, and its first day has not come.</summary>
    Registered,

    InForce,

    /// <summary>Its last day is over.</summary>
    Expired,

    /// <summary>Ended by a decision.</summary>
    Cancelled,
}

/// <summary>What people call the statuses.</summary>
public static class ProfileStatusNames
{
    private static readonly Phrases<ProfileStatus> names = new(status => status switch
    {
        ProfileStatus.Registered => new("Registered, not yet in force", "Зарегистрирован, ещё не действует"),
        ProfileStatus.InForce => new("In force", "Действует"),
        ProfileStatus.Expired => new("Expired", "Срок действия истёк"),
        ProfileStatus.Cancelled => new("Cancelled", "Отменён"),
    });

    public static Phrase InWords(this ProfileStatus status) => names[(int)status];

    /// <summary>Whether nothing can be done with the profile any more.</summary>
    public static bool IsOver(this ProfileStatus status) => status switch
    {
        ProfileStatus.Registered or ProfileStatus.InForce => false,
        ProfileStatus.Expired or ProfileStatus.Cancelled => true,
    };
}
