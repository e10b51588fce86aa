using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Prices;

/// <summary>A load of price points was taken back: its points stay as they were written, and no longer count.</summary>
/// <param name="Load">Its number.</param>
/// <param name="Subject">Who it was, as tokens have it.</param>
/// <param name="By">The same by name.</param>
public sealed record PriceWithdrawal(long Load, string Reason, DateTimeOffset At, string Subject, string By, AuthorityCode Authority);

/// <summary>Loads of price points that are taken back.</summary>
public interface IPriceWithdrawals
{
    /// <param name="load">The number of a load of price points that is there.</param>
    Task<Outcome<PriceWithdrawal>> Withdraw(long load, string reason, Actor actor);
}

internal sealed class PriceWithdrawals(IPriceStore store, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IPriceWithdrawals
{
    public Task<Outcome<PriceWithdrawal>> Withdraw(long load, string reason, Actor actor)
    {
        var errors = new ValidationErrors();
        errors.Text("/reason", reason);
        return Notes.Write<PriceWithdrawal>(Operation.WithdrawPriceLoad, AuthorityCode.Fcs, actor, errors.ToImmutable(), async by =>
        {
            var withdrawn = await store.Withdraw(load, reason, clock.GetUtcNow(), by, CancellationToken.None);
            if (withdrawn is null)
                return new Refusal(RefusalReason.WrongStatus, "A load can be withdrawn when it has ended; this one still runs.", "Отозвать можно только оконченную загрузку; эта ещё продолжается.");
            return withdrawn.Subject == actor.Subject && withdrawn.Reason == reason ? withdrawn : new Refusal(
                RefusalReason.WrongStatus,
                $"{withdrawn.By} has withdrawn this load already, on {MoscowDays.Of(withdrawn.At):yyyy-MM-dd}: {withdrawn.Reason}",
                $"Загрузка уже отозвана ({withdrawn.By}, {MoscowDays.Of(withdrawn.At):dd.MM.yyyy}): {withdrawn.Reason}");
        });
    }
}
