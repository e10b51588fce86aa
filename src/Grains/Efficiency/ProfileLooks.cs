using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Grains.Efficiency;

/// <summary>
/// Somebody has looked at a flag, and the profile stays as it is. It holds for this raise of the flag: raised anew, in another version, or when the next review has come, it is a task again.
/// </summary>
/// <param name="Raised">The flag with its figures as they stood then.</param>
/// <param name="Subject">Who it was, as tokens have it.</param>
/// <param name="By">The same by name.</param>
public sealed record ProfileLook(RaisedFlag Raised, string Reason, DateTimeOffset At, string Subject, string By, AuthorityCode Authority);

/// <summary>Flags that were looked at.</summary>
public interface IProfileLooks
{
    /// <summary>Writes down that somebody has looked at a flag of a profile as it is raised now.</summary>
    Task<Outcome<ProfileLook>> Note(ProfileHead profile, ProfileFlag flag, string reason, Actor actor);
}

internal sealed class ProfileLooks(IEfficiencyStore store, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IProfileLooks
{
    public Task<Outcome<ProfileLook>> Note(ProfileHead profile, ProfileFlag flag, string reason, Actor actor)
    {
        var errors = new ValidationErrors();
        errors.Text("/reason", reason);
        return Notes.Write<ProfileLook>(Operation.LookAtFlag, AuthorityCode.Fcs, actor, errors.ToImmutable(), async by =>
        {
            var noted = await store.Look(profile.Id, profile.Version, flag, reason, clock.GetUtcNow(), by, CancellationToken.None);
            if (noted is null)
                return new Refusal(RefusalReason.WrongStatus, $"The profile has no flag “{flag.InWords().En}” now.", $"У профиля сейчас нет признака «{flag.InWords().Ru}».");
            return noted.Subject == actor.Subject && noted.Reason == reason ? noted : new Refusal(
                RefusalReason.WrongStatus,
                $"{noted.By} has looked at this flag already, on {MoscowDays.Of(noted.At):yyyy-MM-dd}: {noted.Reason}",
                $"Признак уже рассмотрен ({noted.By}, {MoscowDays.Of(noted.At):dd.MM.yyyy}): {noted.Reason}");
        });
    }
}
