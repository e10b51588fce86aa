using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Profiles;

/// <summary>
/// How changes come into the directory: each line of a profile gets the next revision, an adopted draft's profile the next number as well.
/// One time serves the whole batch, so serials, revisions and times never run against each other.
/// </summary>
internal sealed class Publication(IOptions<NumberingSettings> numbering, IReferenceData reference)
{
    public PublishedBatch Publish(DirectorySequences sequences, ImmutableArray<DirectoryChange> members, DateTimeOffset now)
    {
        var at = members.Aggregate(
            Moments.NotBefore(Moments.NotBefore(now, sequences.Numbers.LastAt), sequences.Revisions.LastAt),
            (latest, member) => Moments.NotBefore(latest, LastAt(member)));
        var published = ImmutableArray.CreateBuilder<PublishedChange>(members.Length);
        foreach (var member in members)
        {
            var change = member switch
            {
                ProfileChange known => Publish(known, sequences.Revisions, at),
                DraftAdoption adoption => Publish(adoption, sequences, at),
                _ => throw new InvalidOperationException($"Unhandled change type {member.GetType().Name}."),
            };
            sequences = After(sequences, change, at);
            published.Add(change);
        }
        return new PublishedBatch(published.MoveToImmutable(), sequences);
    }

    private static DateTimeOffset LastAt(DirectoryChange change) => change switch
    {
        ProfileChange known => known.LastAt,
        DraftAdoption adoption => adoption.Adopted.ChangedAt,
        _ => DateTimeOffset.MinValue,
    };

    private static DirectorySequences After(DirectorySequences sequences, PublishedChange change, DateTimeOffset at)
    {
        var numbers = sequences.Numbers;
        if (change.Adopted?.Registration is { } row)
            numbers = numbers with { LastSerial = row.Serial, LastAt = at, LastHash = row.Hash };
        var last = change.Entries[^1];
        return new DirectorySequences(numbers, sequences.Revisions with { LastSerial = last.Revision, LastAt = at, LastHash = last.Hash });
    }

    private static PublishedChange Publish(ProfileChange change, SequenceHead revisions, DateTimeOffset at)
    {
        var lines = JournalLines.Date(change.Profile.Value, change.DecidedOn, change.LastHash, [.. change.Steps.Select(step => step.Line)], change.Actor, at);
        var entries = Entries(revisions, lines, [.. change.Steps.Select(step => step.After)], change.ScopeBefore, at);
        return new PublishedChange(change.DecidedOn, lines, Stand(change.Steps[^1].After, lines[^1], entries[^1], at), entries);
    }

    /// <summary>The profile begins with the day of its number; if its first day has come by then, it is in force at once.</summary>
    private PublishedChange Publish(DraftAdoption adoption, DirectorySequences sequences, DateTimeOffset at)
    {
        var day = MoscowDays.Of(at);
        var number = Number(adoption, sequences.Numbers.LastSerial + 1, day);
        var registered = new ProfileRegistered(
            number, adoption.Draft, adoption.Adopted.Number!.Value, adoption.Adopted.Kind, adoption.Content, adoption.Note,
            ProfileLifecycle.FirstDay(adoption.Note.ValidFrom, day), adoption.Note.ValidTo);

        var profile = registered.ApplyTo(null, new EventLine(adoption.Profile.Value, 1, at, []));
        ImmutableArray<ProfileEvent> events = [registered, .. ProfileDays.Until(day, profile)];
        var heads = ImmutableArray.Create(ProfileHead.Of(profile));
        foreach (var happened in events.Skip(1))
        {
            profile = profile.After(happened);
            heads = heads.Add(ProfileHead.Of(profile));
        }

        var lines = JournalLines.Date(adoption.Profile.Value, 0, Chain.Start, [.. events.Select(StoredProfileEvents.Table.Pending)], adoption.Actor, at);
        var entries = Entries(sequences.Revisions, lines, heads, before: [], at);
        return new PublishedChange(
            0, lines, Stand(heads[^1], lines[^1], entries[^1], at), entries, Adopt(adoption, number, lines[0].Hash, sequences.Numbers, at));
    }

    private RegistrationNumber Number(DraftAdoption adoption, long serial, DateOnly day)
    {
        var (kind, territory) = (adoption.Adopted.Kind, adoption.Content.Territory);
        var code = reference.Current.Classifiers.KindCodes.Find(kind, territory, day)
            ?? throw new InvalidOperationException($"The classifier has no kind code for {kind} and {territory} on {day:yyyy-MM-dd}.");
        return new RegistrationNumber(code, AuthorityCode.Fcs.Leading(numbering.Value.ProfileAuthorityDigits), day, serial);
    }

    private static AdoptedDraft Adopt(DraftAdoption adoption, RegistrationNumber number, byte[] lineHash, SequenceHead numbers, DateTimeOffset at)
    {
        var adopted = StoredEvents.Table.Pending(new DraftAdopted(adoption.Profile, number) { Request = adoption.Request });
        var lines = JournalLines.Date(adoption.Draft.Value, adoption.DecidedOn, adoption.LastHash, [adopted], adoption.Actor, at);
        var head = adoption.Adopted with { LastLine = lines[^1].Line, LastHash = lines[^1].Hash, ChangedAt = at };

        var (subject, printed) = (adoption.Profile.Value, number.ToString());
        var hash = Chain.Registration(numbers.LastHash, printed, subject, 1, lineHash, at);
        return new AdoptedDraft(lines, head, new RegistrationRow(numbers.Key, number.Serial, printed, subject, 1, lineHash, at, hash));
    }

    private static ImmutableArray<DirectoryEntry> Entries(
        SequenceHead revisions, ImmutableArray<JournalLine> lines, ImmutableArray<ProfileHead> heads, ImmutableArray<AuthorityCode> before, DateTimeOffset at)
    {
        var (revision, hash) = (revisions.LastSerial, revisions.LastHash);
        var entries = ImmutableArray.CreateBuilder<DirectoryEntry>(lines.Length);
        foreach (var (line, head) in lines.Zip(heads))
        {
            revision++;
            hash = Chain.Registration(hash, SequenceKey.NameOfRevision(revision), line.Subject, head.Version, line.Hash, at);
            entries.Add(new DirectoryEntry(
                revision, head.Id, line.Line, line.Type, head.Status, head.Version, head.ValidFrom, head.ValidTo, line.Hash, at, hash, EntryScope.Of(before, head.Scope)));
            before = head.Scope;
        }
        return entries.MoveToImmutable();
    }

    private static ProfileHead Stand(ProfileHead head, JournalLine last, DirectoryEntry entry, DateTimeOffset at) =>
        head with { LastLine = last.Line, LastHash = last.Hash, ChangedAt = at, Revision = entry.Revision };
}
