namespace RmsOrleans.Api.Classifiers;

/// <summary>The classifiers that can be loaded, by the names that routes have.</summary>
public sealed record ClassifierList(long Revision, ImmutableArray<ClassifierAnswer> Items);

/// <summary>One classifier: how many rows it has, and who loaded it when; neither is there for the one that ships, at revision 0.</summary>
public sealed record ClassifierAnswer(string Name, int Rows, long Revision, DateTimeOffset? LoadedAt, string? LoadedBy);

/// <summary>What a load changes: the rows that come and those that go, as lines of CSV. A row that is written otherwise is in both lists.</summary>
public sealed record ClassifierLoadAnswer(string Name, long Revision, bool Applied, ImmutableArray<string> Added, ImmutableArray<string> Removed);
