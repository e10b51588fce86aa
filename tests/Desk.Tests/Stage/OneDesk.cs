using RmsOrleans.Api.Tests.Stage;

namespace RmsOrleans.Desk.Tests.Stage;

/// <summary>Tests of pages share one program on its default settings, with its silo, and leave its clock alone.</summary>
[CollectionDefinition(Name)]
public sealed class OneDesk : ICollectionFixture<TheProgram>
{
    public const string Name = "one desk";
}
