using System.Runtime.CompilerServices;
using RmsOrleans.Storage.Databases.Rows;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Storage.Verification;

/// <summary>Rows that nothing else in the store accounts for, each kind found by one query.</summary>
internal sealed class OrphanCheck(IReadDatabase database)
{
    /// <summary>Of each kind so many are named.</summary>
    private const int Most = 20;

    private static readonly (string Where, string ValidationError, string Query)[] queries =
    [
        ("registrations", "are beyond the end of their sequence", """
            select r.sequence, min(r.serial) as first_serial from sequences s join registrations r on r.sequence = s.key and r.serial > s.last_serial
            group by r.sequence
            """),
        ("registrations", "are of a sequence that is not there", """
            select r.sequence from (select distinct sequence from registrations) r left join sequences s on s.key = r.sequence where s.key is null
            """),
        ("directory_entries", "are beyond the end of the directory's sequence", """
            select e.revision from directory_entries e
            where e.revision > coalesce((select last_serial from sequences where key = 'directory'), 0)
            """),
        ("directory_scopes", "are of a revision that is not there", """
            select s.authority, s.revision from directory_scopes s left join directory_entries e on e.revision = s.revision where e.revision is null
            """),
        ("directory_acknowledgements", "are of a revision that is not there", """
            select a.authority, a.revision from directory_acknowledgements a left join directory_entries e on e.revision = a.revision
            where e.revision is null
            """),
        ("profile_looks", "are of a version that is not there", """
            select k.profile, k.flag, k.version from profile_looks k left join profiles p on p.id = k.profile and p.version >= k.version where p.id is null
            """),
        ("price_withdrawals", "are of no load of price points that has ended", """
            select w.load from price_withdrawals w left join declaration_loads l on l.id = w.load and l.kind = 'Prices' and l.state <> 'Running' where l.id is null
            """),
        ("price_points", "count more than once", $"""
            select p.key, count(*) as times from price_points p where {PriceRow.Counts} group by p.key having count(*) > 1
            """),
        ("calendar_loads", "do not follow the revision before them", """
            select c.revision from calendar_loads c left join calendar_loads b on b.revision = c.revision - 1 where c.revision <> 1 and b.revision is null
            """),
        ("classifier_loads", "do not follow the revision before them", """
            select c.revision from classifier_loads c left join classifier_loads b on b.revision = c.revision - 1 where c.revision <> 1 and b.revision is null
            """),
        ("authorities", "stand below an authority that is not there", """
            select a.code, a.parent from authorities a left join authorities p on p.code = a.parent where a.parent is not null and p.code is null
            """),
        ("profiles", "are of a draft that is not there or was not adopted", """
            select p.number, p.draft from profiles p left join drafts d on d.id = p.draft where d.id is null or d.status <> 'Adopted'
            """),
        ("read_log", "are of a draft or profile that is not there", """
            select r.position, r.subject from read_log r left join drafts d on d.id = r.subject left join profiles p on p.id = r.subject
            where r.subject is not null and d.id is null and p.id is null
            """),
        ("attachment_pieces", "are of no file, nor of one on its way", """
            select p.upload, p.piece from attachment_pieces p left join attachments a on a.upload = p.upload left join attachment_uploads u on u.upload = p.upload
            where a.upload is null and u.upload is null
            """),
        ("webhook_messages", "are for a webhook or of a draft, profile or entry that is not there", """
            select m.webhook, m.subject, m.number from webhook_messages m left join webhooks w on w.id = m.webhook left join drafts d on d.id = m.subject
            left join profiles p on p.id = m.subject left join entries e on e.id = m.subject
            where w.id is null or (d.id is null and p.id is null and e.id is null)
            """),
        LinesOf("a control", ControlTables.Controls),
        ("control_hits", "are of a control that is not there", """
            select h.subject, h.place from control_hits h left join controls c on c.id = h.subject where c.id is null
            """),
        ("checks", "have hits, and no control is there of the declaration", """
            select k.number, k.version, k.moment from checks k left join controls c on c.number = k.number where k.hits > 0 and c.id is null
            """),
        ("kind_loads", "do not follow the revision before them", """
            select c.revision from kind_loads c left join kind_loads b on b.revision = c.revision - 1 where c.revision <> 1 and b.revision is null
            """),
        LinesOf("an entry", EntryTables.Entries),
        ("entry_values", "are of a line that is not there", """
            select v.subject, v.line from entry_values v left join entry_lines l on l.subject = v.subject and l.line = v.line where l.subject is null
            """),
        ("entries", "have a number that no sequence gave them", """
            select e.id, e.number from entries e left join entry_numbers n on n.subject = e.id and n.number = e.number where n.subject is null
            """),
        ("entry_numbers", "are of an entry that is not there, or beyond the end of their sequence", """
            select n.sequence, n.serial from entry_numbers n left join entries e on e.id = n.subject left join entry_sequences s on s.key = n.sequence
            where e.id is null or s.key is null or n.serial > s.last_serial
            """),
        ("webhooks", "are told of nothing", """
            select w.id from webhooks w left join webhook_nouns n on n.webhook = w.id where n.webhook is null
            """),
    ];

    public async IAsyncEnumerable<Finding> Check([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        (string, string, string)[] all = StoreDialect.Of(connection).LinesToCome is { } ahead
            ? [.. queries, ("journal_lines", "were written by transactions that this cluster has not come to (a dump that was not loaded by restore)", ahead)]
            : queries;
        foreach (var (where, error, query) in all)
        {
            var rows = await connection.QueryAsync(new CommandDefinition($"{query} limit {Most}", cancellationToken: cancellation));
            foreach (var row in rows)
                yield return new Finding($"{where}, {new StoredRow((IDictionary<string, object?>)row)}", $"such rows {error}");
        }
    }

    private static (string Where, string ValidationError, string Query) LinesOf<THead>(string one, JournaledRows<THead> noun) where THead : class => (
        noun.Lines.Table, $"are of {one} that is not there", $"select l.subject, l.line from {noun.Lines.Table} l left join {noun.Heads.Table} h on h.id = l.subject where h.id is null");
}
