namespace RmsOrleans.Api.Tests.Stage;

/// <summary>
/// Tests that need nothing of the program but that it is there, on its default settings: they share one, with its silo, and leave its clock
/// alone. Whatever they make has an authority, a key or a number by which they find it again.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OneProgram : ICollectionFixture<TheProgram>
{
    public const string Name = "one program";
}
