namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>
/// An edition of a register: what its entries say, which way they go, who does what, and by when. It is a file; <c>docs/registers.md</c> teaches
/// how one is written. An entry lives by the edition that was in force when it was registered.
/// </summary>
/// <param name="Code">The name of the register for programs, which stands in addresses: <c>crime-report</c>.</param>
/// <param name="From">The first day of the edition.</param>
/// <param name="Numbering">How entries are numbered.</param>
/// <param name="Fields">What an entry says.</param>
/// <param name="States">Through which it goes; the first is that in which it begins.</param>
/// <param name="Registration">How it begins.</param>
/// <param name="Transitions">The steps that it can take.</param>
/// <param name="Terms">By when what has to be done.</param>
/// <param name="Readers">Who reads it, where that is not the usual circle.</param>
/// <param name="Print">What is printed of it.</param>
/// <param name="Correction">Who corrects and links an entry; those who register it where nothing is said.</param>
/// <param name="RetentionYears">How long personal data, secret fields and texts are kept after the entry has ended; for good where nothing is said.</param>
/// <param name="Links">What an entry may be linked to.</param>
/// <param name="Single">An authority has one entry at a time that has not ended.</param>
public sealed record RegisterKind(
    string Code,
    KindText Title,
    DateOnly From,
    KindNumbering Numbering,
    ImmutableArray<KindField> Fields,
    ImmutableArray<KindState> States,
    KindRegistration Registration,
    ImmutableArray<KindTransition> Transitions,
    ImmutableArray<KindTerm> Terms = default,
    KindReaders? Readers = null,
    KindRight? Correction = null,
    int? RetentionYears = null,
    KindPrint? Print = null,
    ImmutableArray<string> Links = default,
    bool Single = false)
{
    public ImmutableArray<KindTerm> Terms { get; init; } = Terms.IsDefault ? [] : Terms;
    public ImmutableArray<string> Links { get; init; } = Links.IsDefault ? [] : Links;

    internal bool IsClosed => Readers is { Closed: true };

    /// <summary>Of a closed circle nothing stands in a line.</summary>
    internal bool IsKeptApart(KindField field) => IsClosed || field.IsKeptApart;

    /// <summary>Its entries come from the program alone.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOfProgram => Fields.Any(each => each.Given == FieldSource.Summary);

    /// <summary>Its entries are spread over executors, each with an entry of another register.</summary>
    internal bool Spreads => Transitions.Any(step => step.Spreads is not null);

    /// <summary>Fields that people fill in.</summary>
    internal IEnumerable<KindField> Typed => Fields.Where(each => each.Given is null);

    /// <summary>What people are asked for when they register: not what a later step asks for, unless it is needed at once.</summary>
    public IEnumerable<KindField> AskedAtRegistration() =>
        Typed.Where(each => each.Required || each.RequiredWhen is not null || !Transitions.Any(step => step.Asks.Contains(each.Name)));

    internal KindField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
    internal KindState? State(string code) => States.FirstOrDefault(state => state.Code == code);
    internal KindTerm? Term(string code) => Terms.FirstOrDefault(term => term.Code == code);
    internal KindTransition? Transition(string route) => Transitions.FirstOrDefault(transition => transition.Route == route);
}

/// <summary>A name in both languages.</summary>
/// <param name="Ru">In Russian.</param>
/// <param name="En">In English.</param>
public sealed record KindText(string Ru, string En)
{
    internal Phrase Phrase => new(En, Ru);
}

/// <summary>How entries are numbered: without a gap, in one sequence for each authority, or in one for the FCS.</summary>
/// <param name="Scope">Who has a sequence.</param>
/// <param name="Run">How it goes over the years.</param>
/// <param name="Mask">What a number looks like: A digits of the authority, N the serial, YYYY, MM and DD its day; all else stands as it is.</param>
public sealed record KindNumbering(string Mask = KindNumbering.UsualMask, NumberScope Scope = NumberScope.Authority, NumberRun Run = NumberRun.Yearly)
{
    public const string UsualMask = "AAAAAAAA-N/YYYY";
}

/// <summary>Who has a sequence.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(EnumCamelCaseNames<NumberScope>))]
public enum NumberScope
{
    /// <summary>Each authority its own.</summary>
    Authority,

    /// <summary>All one.</summary>
    Fcs,
}

/// <summary>How a sequence goes over the years.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(EnumCamelCaseNames<NumberRun>))]
public enum NumberRun
{
    /// <summary>From 1 each year, by the clock of the authority.</summary>
    Yearly,

    RunningOn,
}

/// <summary>A state of an entry. The first of a kind is the one in which an entry begins.</summary>
/// <param name="End">Nothing happens any more.</param>
public sealed record KindState(string Code, KindText Title, bool End = false);

/// <summary>Who may do something: holders of any of these roles.</summary>
/// <param name="Roles">As tokens spell them.</param>
/// <param name="Of">Of which authority.</param>
/// <param name="Responsible">Only the one who is responsible for the entry, once there is one.</param>
public sealed record KindRight(ImmutableArray<string> Roles, KindScope Of = KindScope.Own, bool Responsible = false)
{
    internal IEnumerable<Role> Held => Roles.Select(name => RoleNames.TryParse(name, out var role) ? role : (Role?)null).OfType<Role>();
}

/// <summary>Whose officials have a right.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(EnumCamelCaseNames<KindScope>))]
public enum KindScope
{
    /// <summary>Those of the entry's authority.</summary>
    Own,

    /// <summary>Those of an authority above it.</summary>
    Above,

    /// <summary>Those of the FCS.</summary>
    Fcs,

    /// <summary>Those of the authority whose entry was spread to it; of one that was registered by itself, those of an authority above it.</summary>
    Giver,
}

/// <summary>How an entry begins.</summary>
/// <param name="By">Who registers it.</param>
/// <param name="Starts">The terms that run from then on.</param>
/// <param name="Signed">The paper that comes in has a day on which it was signed, and that has to be said.</param>
/// <param name="Responsible">Whoever registers it is responsible for it.</param>
public sealed record KindRegistration(KindRight By, ImmutableArray<string> Starts = default, bool Signed = false, bool Responsible = false)
{
    public ImmutableArray<string> Starts { get; init; } = Starts.IsDefault ? [] : Starts;
}

/// <summary>A step that an entry takes from one state to another.</summary>
/// <param name="Route">The step's name for programs, which stands in addresses: <c>forwarding</c>.</param>
/// <param name="From">The states in which it can be taken.</param>
/// <param name="By">Who takes it.</param>
/// <param name="To">The state that it leads to; it stays where it is if nothing is said.</param>
/// <param name="Asks">Fields that must be given with it.</param>
/// <param name="Takes">Fields that may be given with it.</param>
/// <param name="Paper">A paper with its number and day must be named.</param>
/// <param name="Reason">A reason must be given.</param>
/// <param name="Assigns">Who is responsible from then on must be named.</param>
/// <param name="Starts">The terms that begin with it.</param>
/// <param name="Ends">The terms that are met by it.</param>
/// <param name="Drops">The terms that need not be met any more.</param>
/// <param name="Suspends">The terms that stand still from then on, until a step resumes them.</param>
/// <param name="Resumes">The terms that go on.</param>
/// <param name="Gives">Fields that the program fills in with it, as things stand then.</param>
/// <param name="Seen">Only for who says which state of the entry they have seen (<c>If-Match</c>), and only while it is that.</param>
/// <param name="Spreads">Entries of another register that it registers, one for each executor that is named with it.</param>
/// <param name="Awaits">How far such entries must have come before it can be taken.</param>
public sealed record KindTransition(
    string Route,
    KindText Title,
    ImmutableArray<string> From,
    KindRight By,
    string? To = null,
    ImmutableArray<string> Asks = default,
    ImmutableArray<string> Takes = default,
    bool Paper = false,
    bool Reason = false,
    bool Assigns = false,
    ImmutableArray<string> Starts = default,
    ImmutableArray<string> Ends = default,
    ImmutableArray<string> Drops = default,
    ImmutableArray<string> Suspends = default,
    ImmutableArray<string> Resumes = default,
    ImmutableArray<string> Gives = default,
    bool Seen = false,
    KindSpread? Spreads = null,
    KindAwaited? Awaits = null)
{
    public ImmutableArray<string> Asks { get; init; } = Asks.IsDefault ? [] : Asks;
    public ImmutableArray<string> Takes { get; init; } = Takes.IsDefault ? [] : Takes;
    public ImmutableArray<string> Starts { get; init; } = Starts.IsDefault ? [] : Starts;
    public ImmutableArray<string> Ends { get; init; } = Ends.IsDefault ? [] : Ends;
    public ImmutableArray<string> Drops { get; init; } = Drops.IsDefault ? [] : Drops;
    public ImmutableArray<string> Suspends { get; init; } = Suspends.IsDefault ? [] : Suspends;
    public ImmutableArray<string> Resumes { get; init; } = Resumes.IsDefault ? [] : Resumes;
    public ImmutableArray<string> Gives { get; init; } = Gives.IsDefault ? [] : Gives;
}

/// <summary>Who reads entries.</summary>
/// <param name="Closed">Nobody outside learns that there is an entry: a closed circle of the roles named here, in the entry's own authority.</param>
/// <param name="Roles">Of a closed circle.</param>
/// <param name="Secrets">Who reads secret fields beside the one who is responsible; the head of the authority where nothing is said.</param>
public sealed record KindReaders(bool Closed = false, ImmutableArray<string> Roles = default, ImmutableArray<string> Secrets = default)
{
    public ImmutableArray<string> Roles { get; init; } = Roles.IsDefault ? [] : Roles;
    public ImmutableArray<string> Secrets { get; init; } = Secrets.IsDefault ? [] : Secrets;

    internal ImmutableArray<string> SecretsOrUsual => Secrets.IsEmpty ? [Role.AuthorityHead.Name()] : Secrets;
}

/// <summary>What is printed of an entry: a heading, and these fields in this order; all of them where none is named.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="Fields">The names of the fields, in this order.</param>
public sealed record KindPrint(KindText Heading, ImmutableArray<string> Fields = default)
{
    public ImmutableArray<string> Fields { get; init; } = Fields.IsDefault ? [] : Fields;
}
