using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace RmsOrleans.Storage.Feeds;

/// <summary>Reads what is stored up to where the live changes begin, and then listens to those.</summary>
internal sealed class DraftFeed(IJournalReader reader, IJournal journal, DraftChanges changes, LiveChanges live, IOptions<FeedSettings> settings) : IDraftFeed
{
    private const int PageSize = 200;

    public async Task<bool> Knows(string place, CancellationToken cancellation) =>
        JournalPosition.TryParse(place, out var position) && position <= await reader.End(cancellation);

    public async Task<string> PlaceBehind(DraftId draft, int line, CancellationToken cancellation)
    {
        // First the end, then the draft: a line that comes between them lies behind that end.
        var place = await reader.End(cancellation);
        if (await journal.LastLine(draft, cancellation) <= line)
            return place.ToString();

        var (seen, next) = (default(JournalPosition), default(JournalPosition));
        while (true)
        {
            var page = await reader.Read(next, place, new JournalScope(draft, null), PageSize, cancellation);
            foreach (var known in page.Lines.Where(known => known.Line <= line))
                seen = known.Position;
            if (!page.IsFull || page.Lines[^1].Line > line)
                return seen.ToString();
            next = page.Next;
        }
    }

    public async IAsyncEnumerable<FeedBatch> Follow(FeedFilter filter, string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!JournalPosition.TryParse(after, out var place))
            place = await reader.End(cancellation);
        yield return Batch([], place);

        while (true)
        {
            using var listener = await live.Join(filter, cancellation);
            while (place < listener.From)
            {
                var page = await reader.Read(place, listener.From, new JournalScope(filter.Draft, filter.Authority), PageSize, cancellation);
                place = page.IsFull ? page.Next : listener.From;
                var lines = page.Lines.Where(line => line.Authority is { } authority && filter.Sees(authority, true));
                var seen = (await changes.Of(lines, cancellation)).Where(change => filter.Takes(change.Change)).ToList();
                if (seen.Count > 0)
                    yield return Batch(seen, place);
            }

            while (await listener.Next(settings.Value.KeepAlive, cancellation) is { } told)
            {
                var news = told.Where(change => change.Position > place).ToList();
                if (news.Count > 0)
                    place = news[^1].Position;
                else if (live.PlaceOf(listener) is { } quiet && quiet > place)
                    place = quiet;
                yield return Batch(news, place);
            }
        }
    }

    private static FeedBatch Batch(List<PlacedChange> changes, JournalPosition place) =>
        new([.. changes.Select(change => (change.Position.ToString(), change.Change))], place.ToString());
}
