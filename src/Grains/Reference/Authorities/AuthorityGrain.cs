namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>Answers from the register that this node holds, and watches the deadlines that the authority is responsible for.</summary>
internal sealed class AuthorityGrain(
    AuthorityRegisterHolder register,
    IDeadlineChecks deadlines,
    IEnumerable<IAuthorityChecks> others,
    [PersistentState("deadline-watch")] IPersistentState<WatchState> state) : Grain, IAuthorityGrain, IRemindable
{
    public const string Reminder = "deadlines";

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private bool isArmed;
    private IGrainTimer? lookingAgain;

    public Task<Outcome<Authority>> Describe() => Task.FromResult(Find());

    public async Task ArmReminder()
    {
        if (isArmed)
            return;

        if (await this.GetReminder(Reminder) is null)
            await this.RegisterOrUpdateReminder(Reminder, Period, Period);
        isArmed = true;
        LookAgain();
    }

    /// <summary>While a timer takes up what is left, it needs no reminder.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => lookingAgain is null ? Look() : Task.CompletedTask;

    private async Task Look()
    {
        lookingAgain?.Dispose();
        lookingAgain = null;
        var (doneBy, isLeft) = await deadlines.Look(this.AuthorityCode(), new(state.State.CountedBy, state.State.ZoneChanges));
        if (doneBy != new CountedBy(state.State.CountedBy, state.State.ZoneChanges))
        {
            (state.State.CountedBy, state.State.ZoneChanges) = (doneBy.Calendar, doneBy.ZoneChanges);
            await state.WriteStateAsync();
        }
        foreach (var other in others)
            isLeft |= await other.Look(this.AuthorityCode());
        if (isLeft)
            LookAgain();
    }

    private void LookAgain() => lookingAgain ??= this.RegisterGrainTimer(Look, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    private Outcome<Authority> Find() =>
        register.Current.Find(this.AuthorityCode()) is { } authority
            ? authority
            : new Refusal(
                RefusalReason.NotFound,
                $"The register knows no authority {this.AuthorityCode()}.",
                $"В реестре нет таможенного органа {this.AuthorityCode()}.");
}

/// <summary>How far the deadline checks of an authority have come; without it, they would look through all open deadlines once more.</summary>
[GenerateSerializer, Alias("deadline-watch-state")]
internal sealed class WatchState
{
    /// <summary>No open deadline is to be moved up to this revision of the calendar.</summary>
    [Id(0)] public long CountedBy { get; set; }

    /// <summary>Nor for any of so many changes of the authority's zone.</summary>
    [Id(1)] public int ZoneChanges { get; set; }
}
