using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Storage.Trials;

/// <summary>What a run is compared with: the profiles in force today and the registered drafts that still wait for their end, as far as whoever asked may see them.</summary>
internal sealed class TrialOthers(ProfileVisibility profiles, DraftVisibility drafts, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private static readonly string open = string.Join(", ", Enum.GetValues<DraftStatus>().Where(status => status.IsOpen()).Select(status => $"'{status}'"));

    private static readonly string bearing = $"'{StoredProfileEvents.Table.NameOf<ProfileRegistered>()}', '{StoredProfileEvents.Table.NameOf<ProfileUpdated>()}'";

    public async Task<ImmutableArray<TrialOther>> Of(TrialQuestion question, TrialSight sight, DbConnection connection, CancellationToken cancellation)
    {
        var actor = new Actor("", "", sight.Authority, null, sight.Roles);
        return
        [
            .. (await Profiles(actor, connection, cancellation)).Where(other => other.Number != question.Profile),
            .. (await Drafts(actor, connection, cancellation)).Where(other => other.Draft != question.Draft),
        ];
    }

    private async Task<IEnumerable<TrialOther>> Profiles(Actor actor, DbConnection connection, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        var condition = $"p.status not in ('{ProfileStatus.Expired}', '{ProfileStatus.Cancelled}') and {profiles.Where(actor, parameters)}";
        var heads = await connection.List<ProfileHead>($"{DirectoryTables.ProfileRows.Query} where {condition} order by p.serial", parameters, cancellation);
        var lines = (await connection.List<JournalLine>(
            $"{JournalTables.LineRows.Query} join profiles p on p.id = l.subject where l.type in ({bearing}) and {condition}", parameters, cancellation)).ToDictionary(line => (line.Subject, line.Line));
        var today = MoscowDays.Of(clock.GetUtcNow());
        return heads.Select(head => AppliedProfile.Of(head, lines[(head.Id.Value, head.ContentLine)])).Where(profile => profile.HoldsOn(today))
            .Select(profile => new TrialOther(profile.Number.ToString(), null, [.. profile.Content.Measures.Select(measure => measure.Code)], profile.Content.RiskArea));
    }

    private async Task<IEnumerable<TrialOther>> Drafts(Actor actor, DbConnection connection, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        var rows = await connection.List<DraftRow>(
            $"""
            select d.id as Id, d.number as Number, l.type as Type, l.payload as Payload from drafts d join journal_lines l on l.subject = d.id and l.line = d.content_line
            where d.number is not null and d.status in ({open}) and {drafts.Where(actor, parameters)} order by d.registered_at desc, d.id
            """,
            parameters, cancellation);
        return rows.Select(row => (row, DraftText.Read(row.Type, row.Payload).Content))
            .Select(each => new TrialOther(each.row.Number.ToString(), each.row.Id, [.. each.Content.Measures.Select(measure => measure.Code)], each.Content.RiskArea));
    }

    private sealed class DraftRow
    {
        public DraftId Id { get; init; }

        public RegistrationNumber Number { get; init; }

        public string Type { get; init; } = "";

        public byte[] Payload { get; init; } = [];
    }
}
