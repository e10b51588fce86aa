using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>Who may know of an entry, read its secret fields, and do something with it.</summary>
internal static class EntryRights
{
    /// <summary>
    /// The usual circle is the entry's authority, those above it, the FCS and the auditor; of a closed one nobody outside it learns anything.
    /// Operators and programs read no entries.
    /// </summary>
    public static bool Reads(RegisterKind kind, AuthorityCode authority, EntryCircumstances at) => kind.Readers is { Closed: true } closed
        ? at.Actor.Authority == authority && HoldsOne(at.Actor, closed.Roles)
        : at.Actor.Holds(Role.Auditor) || (at.Actor.Roles.Any(IsOfficial) && IsAtOrAbove(authority, at));

    /// <summary>Whether the circle of a register is closed, and somebody belongs to it in some authority.</summary>
    public static bool IsInCircle(RegisterKind kind, Actor actor) => kind.Readers is { Closed: true } closed && HoldsOne(actor, closed.Roles);

    /// <summary>The one who is responsible, and the roles that the register names, in the entry's authority.</summary>
    public static bool ReadsSecrets(RegisterKind kind, Entry entry, EntryCircumstances at) => Reads(kind, entry.Authority, at)
        && (entry.Responsible?.Subject == at.Actor.Subject || (at.Actor.Authority == entry.Authority && ReadsSecretsByRole(kind, at.Actor)));

    /// <summary>Of entries of their own authority.</summary>
    public static bool ReadsSecretsByRole(RegisterKind kind, Actor actor) => HoldsOne(actor, (kind.Readers ?? new()).SecretsOrUsual);

    /// <param name="entry">Null where there is none yet.</param>
    public static bool May(KindRight right, AuthorityCode authority, Entry? entry, EntryCircumstances at) =>
        MayAs(right, authority, entry?.Responsible?.Subject, entry?.Origin?.Authority, at);

    /// <param name="responsible">The subject of who is; null where nobody is yet.</param>
    /// <param name="giver">Whose entry was spread to it; null where it was registered by itself.</param>
    public static bool MayAs(KindRight right, AuthorityCode authority, string? responsible, AuthorityCode? giver, EntryCircumstances at) =>
        right.Held.Any(at.Actor.Holds) && Stands(right.Of, authority, giver, at) && (!right.Responsible || responsible == at.Actor.Subject);

    public static Refusal Forbidden(KindRight right) => new(
        RefusalReason.Forbidden,
        new Phrase("This is for ", "Это может сделать ") + Phrase.Joined(", ", right.Held.Select(role => role.InWords())) + Whose(right.Of)
        + (right.Responsible ? new Phrase(", the one who is responsible for the entry.", ", ответственный за запись.") : new Phrase(".", ".")));

    private static Phrase Whose(KindScope scope) => scope switch
    {
        KindScope.Own => new(" of the entry's authority", " таможенного органа записи"),
        KindScope.Above => new(" of an authority above the entry's", " вышестоящего таможенного органа"),
        KindScope.Fcs => new(" of the FCS", " ФТС России"),
        KindScope.Giver => new(" of the authority that gave it", " таможенного органа, давшего поручение"),
    };

    private static bool Stands(KindScope scope, AuthorityCode authority, AuthorityCode? giver, EntryCircumstances at) => scope switch
    {
        KindScope.Own => at.Actor.Authority == authority,
        KindScope.Above => at.Actor.Authority != authority && IsAtOrAbove(authority, at),
        KindScope.Fcs => at.Actor.Authority == AuthorityCode.Fcs,
        KindScope.Giver => giver is { } code ? at.Actor.Authority == code : Stands(KindScope.Above, authority, null, at),
    };

    private static bool IsAtOrAbove(AuthorityCode authority, EntryCircumstances at) =>
        at.Actor.Authority == authority || at.Actor.Authority == AuthorityCode.Fcs || at.IsWithin(authority, at.Actor.Authority);

    public static bool IsOfficial(Role role) => role is not (Role.Auditor or Role.Operator or Role.System);

    private static bool HoldsOne(Actor actor, ImmutableArray<string> roles) => actor.Roles.Any(role => roles.Contains(role.Name()));
}
