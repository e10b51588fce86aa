namespace RmsOrleans.Api.Tests.Stage;

/// <summary>Tests that sample: sources of spans are those of the whole process, and what one test records is recorded for all.</summary>
[CollectionDefinition(nameof(Traced), DisableParallelization = true)]
public sealed class Traced;
