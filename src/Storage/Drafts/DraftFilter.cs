using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Storage.Drafts;

/// <summary>Which drafts a list shows; <paramref name="Responsible"/>: those whose running deadline this authority must meet.</summary>
internal sealed record DraftFilter(
    DraftStatus? Status, AuthorityCode? Authority, string? Executor, bool? Overdue, DateTimeOffset? DueBefore, Territory? Territory,
    TextQuery? Text = null, AuthorityCode? Responsible = null);
