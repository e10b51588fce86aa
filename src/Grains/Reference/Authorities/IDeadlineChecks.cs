namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>Looks after what an authority is responsible for and time changes.</summary>
internal interface IDeadlineChecks
{
    /// <summary>Looks once at everything, as far as the time allows.</summary>
    /// <param name="doneBy">The revision of the calendar by which all open deadlines were counted when it was last looked.</param>
    /// <returns>The revision that they are counted by now, and whether time ran out.</returns>
    Task<(long DoneBy, bool IsLeft)> Look(AuthorityCode authority, long doneBy);
}
