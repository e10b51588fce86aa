using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Tests;

/// <summary>What ships with the program, the sample of authorities and the terms as they are by default.</summary>
internal sealed class TestReference : IReferenceData
{
    public static TestReference Data { get; } = new();

    public static ReferenceSnapshot Shipped { get; } = new(Ceramics.Authorities, ProductionCalendar.Embedded, ClassifierEditions.Shipped, new DeadlinePolicy());

    public ReferenceSnapshot Current => Shipped;
}
