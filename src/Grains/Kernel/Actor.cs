using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Kernel;

/// <summary>Who asks, as the token says. <paramref name="Subject"/> is the stable id of the person or program.</summary>
[GenerateSerializer, Alias("actor"), Immutable]
public sealed record Actor(
    [property: Id(0)] string Subject,
    [property: Id(1)] string Name,
    [property: Id(2)] AuthorityCode Authority,
    [property: Id(3)] string? Unit,
    [property: Id(4)] ImmutableArray<Role> Roles)
{
    public bool Holds(Role role) => Roles.Contains(role);
}

/// <summary>The roles of the field; a token carries them by the names in <see cref="RoleNames"/>.</summary>
public enum Role
{
    /// <summary>Official of a structural unit who found the risk.</summary>
    Author,

    /// <summary>Head of a structural unit.</summary>
    UnitHead,

    /// <summary>Authorised official of the coordination unit.</summary>
    Coordinator,

    /// <summary>Head of the coordination unit.</summary>
    CoordinationHead,

    /// <summary>First deputy head of the authority, for customs control.</summary>
    DeputyHead,

    /// <summary>Official of the directorate's unit that is asked for an opinion.</summary>
    DirectorateOfficer,

    /// <summary>The FCS official to whom a draft is assigned.</summary>
    Executor,

    /// <summary>Head of the FCS department responsible for the risk management system.</summary>
    RmsHead,

    /// <summary>Head of the FCS.</summary>
    SignatoryHead,

    /// <summary>The deputy head of the FCS in charge of the responsible unit.</summary>
    SignatoryDeputy,

    /// <summary>The head of the responsible FCS division.</summary>
    SignatoryDivision,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>Runs the system; no business command.</summary>
    Operator,

    /// <summary>An authority's own program.</summary>
    System,

    /// <summary>Receives and registers entries of registers.</summary>
    Registrar,

    /// <summary>Is responsible for entries of registers.</summary>
    CaseOfficer,

    /// <summary>Head of an authority: decides on entries, extends their terms.</summary>
    AuthorityHead,

    /// <summary>Official of the duty service.</summary>
    DutyOfficer,

    /// <summary>One of those who know what stands in a closed circle.</summary>
    TrustedOfficer,

    /// <summary>Official of a post or office who controls goods.</summary>
    Inspector,

    /// <summary>Head of a post.</summary>
    PostHead,
}

/// <summary>Roles as tokens and journal lines spell them: <c>coordination-head</c>.</summary>
public static class RoleNames
{
    private static readonly Dictionary<Role, string> names = Enum.GetValues<Role>().ToDictionary(role => role, KebabCase);
    private static readonly Dictionary<string, Role> roles = names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static IEnumerable<string> All => names.Values;

    private static readonly Phrases<Role> words = new(role => role switch
    {
        Role.Author => new("author", "разработчик"),
        Role.UnitHead => new("head of a unit", "начальник подразделения"),
        Role.Coordinator => new("coordinator", "координатор"),
        Role.CoordinationHead => new("head of the coordination unit", "начальник координирующего подразделения"),
        Role.DeputyHead => new("first deputy head", "первый заместитель начальника"),
        Role.DirectorateOfficer => new("official of the directorate", "должностное лицо РТУ"),
        Role.Executor => new("executor", "исполнитель"),
        Role.RmsHead => new("head of the RMS department", "начальник подразделения СУР"),
        Role.SignatoryHead => new("Head of the FCS", "руководитель ФТС России"),
        Role.SignatoryDeputy => new("deputy head of the FCS", "заместитель руководителя ФТС России"),
        Role.SignatoryDivision => new("head of a division", "начальник управления"),
        Role.Auditor => new("auditor", "аудитор"),
        Role.Operator => new("operator", "оператор"),
        Role.System => new("program", "программное средство"),
        Role.Registrar => new("registrar", "регистратор"),
        Role.CaseOfficer => new("case officer", "ответственный исполнитель"),
        Role.AuthorityHead => new("head of the authority", "начальник таможенного органа"),
        Role.DutyOfficer => new("duty officer", "оперативный дежурный"),
        Role.TrustedOfficer => new("trusted officer", "доверенное должностное лицо"),
        Role.Inspector => new("inspector", "инспектор"),
        Role.PostHead => new("head of the post", "начальник поста"),
    });

    public static string Name(this Role role) => names[role];

    /// <summary>As people call who holds it.</summary>
    public static Phrase InWords(this Role role) => words[(int)role];

    public static bool TryParse(string name, out Role role) => roles.TryGetValue(name, out role);

    private static string KebabCase(Role role) =>
        string.Concat(role.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}

/// <summary>
/// A caller's idempotency key, and the hash (hexadecimal SHA-256) of what was asked in canonical form: the same key with another hash is
/// another request.
/// </summary>
[GenerateSerializer, Alias("request-key"), Immutable]
public sealed record RequestKey([property: Id(0)] string Key, [property: Id(1)] string Hash);

/// <summary>What a caller asks beside the command: on which line it decided (<c>If-Match</c>), and its idempotency key.</summary>
[GenerateSerializer, Alias("request-conditions"), Immutable]
public sealed record RequestConditions([property: Id(0)] int? SeenLine = null, [property: Id(1)] RequestKey? Key = null)
{
    public static readonly RequestConditions None = new();
}

/// <summary>
/// Eight digits: <c>10</c>, the directorate's digit (0 = directly under the FCS), two digits of the office, three of the post
/// (<c>000</c> = the office itself).
/// </summary>
[GenerateSerializer, Alias("authority-code"), Immutable, JsonConverter(typeof(AuthorityCodeJson))]
public readonly record struct AuthorityCode([property: Id(0)] string Value)
{
    public const int Length = 8;

    /// <summary>What one looks like, after "Expected".</summary>
    public static readonly Phrase Form = new("an eight-digit authority code that begins with 10", "восьмизначный код таможенного органа, начинающийся с 10");

    /// <summary>The Federal Customs Service, the centre.</summary>
    public static readonly AuthorityCode Fcs = new("10000000");

    /// <summary>Only authorities whose code ends in 000 register drafts; posts read.</summary>
    public bool Registers => Value.EndsWith("000", StringComparison.Ordinal);

    /// <summary>The leading digits, as a registration number prints them.</summary>
    public string Leading(int digits) => Value[..digits];

    public static bool TryParse([NotNullWhen(true)] string? text, out AuthorityCode code)
    {
        var valid = text is { Length: Length } && text.StartsWith("10", StringComparison.Ordinal) && text.All(char.IsAsciiDigit);
        code = valid ? new AuthorityCode(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>An authority code in JSON.</summary>
public sealed class AuthorityCodeJson() : OneString<AuthorityCode>(AuthorityCode.Form, AuthorityCode.Fcs.Value)
{
    protected override bool TryParse(string text, out AuthorityCode value) => AuthorityCode.TryParse(text, out value);
}
