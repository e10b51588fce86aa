using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using System.Diagnostics;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>
/// Finds the terms of an authority's entries that have passed, or that an older calendar counted, and sends their entries to look. What is due is decided by the entries; all that is lost
/// when this fails is time.
/// </summary>
internal sealed class TermChecks(
    IEntryStore entries, IReferenceData reference, IGrainFactory grains, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<TermChecks> log) : IAuthorityChecks
{
    private const int Page = 500;
    private const int AtOnce = 32;

    /// <summary>With the checks of drafts' deadlines it stays below the response timeout of a tick; what is left then is taken up by a timer.</summary>
    private static readonly TimeSpan longestLook = TimeSpan.FromSeconds(5);

    public async Task<bool> Look(AuthorityCode authority)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < longestLook)
        {
            var found = await entries.ToLookAt(authority, clock.GetUtcNow(), reference.Current.Calendar.Revision, Page, CancellationToken.None);
            var failed = 0;
            foreach (var some in found.Chunk(AtOnce))
                failed += (await Task.WhenAll(some.Select(Check))).Count(done => !done);
            if (found.Length < Page)
                return failed > 0;
            if (failed > 0)
                return true; // they would be found again at once
        }
        return true;
    }

    private async Task<bool> Check(Guid entry)
    {
        try
        {
            await grains.Entry(entry).LookAtTerms();
            return true;
        }
        catch (Exception failure)
        {
            log.TermsNotLookedAt(failure, entry);
            return false;
        }
    }
}
