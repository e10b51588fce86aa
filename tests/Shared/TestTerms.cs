using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;

namespace RmsOrleans.Tests;

/// <summary>The terms as they are by default, by the calendar that ships and the sample of authorities.</summary>
internal static class TestTerms
{
    public static DeadlineTerms Default { get; } = new(Options.Create(new DeadlinePolicy()), ProductionCalendar.Embedded, new SampleRegister());

    private sealed class SampleRegister : IAuthorityRegister
    {
        public AuthorityRegister Current => Ceramics.Authorities;
    }
}
