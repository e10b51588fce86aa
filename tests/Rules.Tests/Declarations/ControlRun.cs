using System.Collections.Immutable;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Declarations;

/// <summary>A declaration on its way: checked against profiles that a test makes, and worked on by officials of its post.</summary>
internal sealed class ControlRun
{
    public static readonly AuthorityCode Post = new("10216110");
    public static readonly Actor Inspector = new("inspector-1", "V. Kotova", Ceramics.Baltic, null, [Role.Inspector]);
    public static readonly Actor PostHead = new("post-head-1", "L. Orekhov", Ceramics.Baltic, null, [Role.PostHead]);

    private Versions versions = Versions.None;
    private static readonly DateTimeOffset now = new(2026, 12, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly SelectionKey key = new(new byte[64]);
    private static readonly AuthorityTree tree = new(1, Ceramics.Authorities.All.Select(each => (each.Code.Value, each.Parent?.Value)));

    private readonly MeasureClassifier measures;
    private readonly List<CheckRecord> checks = [];
    private ProfilesOfDay profiles;

    public ControlRun(params DraftContent[] contents)
        : this(null, contents)
    {
    }

    /// <param name="marks">Rows of a classifier that says how measures are applied.</param>
    public ControlRun(string? marks, params DraftContent[] contents)
    {
        measures = marks is null ? MeasureClassifier.Shipped : new(MeasureClassifier.Parse($"{MeasureClassifier.WideHeader}\n{marks}\n").Whole("measures"));
        profiles = Profiles(contents);
    }

    public Control? Control { get; private set; }

    public static DraftContent Automatic(params Measure[] measures) => Ceramics.Content with { Mode = ApplicationMode.Automatic, Measures = [.. measures] };

    public static Measure Measure(string code, int? share = null, string? dependsOn = null) => new(code, $"Measure {code}", "All of it.", Obligatory: true, dependsOn, Share: share);

    public void Update(params DraftContent[] contents) => profiles = Profiles(contents, version: 2);

    public CheckRecord Check(CheckMoment moment = CheckMoment.Registration, int serial = 1, int version = 1, bool hits = true, int items = 1, bool simplified = false, string more = "", double sample = 0)
    {
        var asked = Asked(moment, serial, version, hits, items, simplified, more);
        Assert.Null(CheckRules.Refuse(Control, new StoredControl([], checks, versions), asked)?.Detail.En);
        var day = CheckRules.SelectionDay(Control, checks, new(2026, 12, 24));
        var decision = CheckRules.Decide(Control, asked, new(now, profiles, measures, day, key.Of(day), key.Id, sample, [], TestReference.Shipped));
        checks.Add(decision.Record);
        versions = versions.Take(version, asked.Content).Then;
        foreach (var happened in decision.Events)
            Apply(happened);
        return decision.Record;
    }

    public Refusal? RefusalOf(CheckMoment moment, int version = 1, bool hits = true) => CheckRules.Refuse(Control, new StoredControl([], checks, versions), Asked(moment, 1, version, hits, 1, false, ""));

    /// <summary>What it is refused for; null if it happens.</summary>
    public string? Try(ControlCommand command, Actor? by = null, RequestConditions? conditions = null)
    {
        var errors = command.Errors(TestReference.Shipped, []);
        if (!errors.IsEmpty)
            return string.Join(' ', errors.Select(error => error.Pointer));
        switch (ControlRules.Decide(Control!, command, new(by ?? Inspector, conditions ?? RequestConditions.None, TestReference.Shipped, profiles, key.Of, now)))
        {
            case ControlDecision.Refused { Refusal: var refusal }:
                return refusal.Errors.IsEmpty ? $"{refusal.Reason}" : string.Join(' ', refusal.Errors.Select(error => error.Pointer));
            case ControlDecision.DoneBefore:
                return "DoneBefore";
            case ControlDecision.Happens { Event: var happened }:
                Apply(conditions?.Key is { } request ? happened with { Request = request } : happened);
                return null;
            default:
                throw new InvalidOperationException();
        }
    }

    public string Signs(int hit = 1) => string.Join(' ', Control!.Hit(hit)!.Measures.Select(measure => measure.Sign is { } sign ? Codes.Of(sign) : "-"));

    public string Standing => string.Join(' ', Grains.Declarations.Standing.Against(Control).Select(each => $"{each.Code}:{each.Hit}{(each.Measure is { } measure ? $"/{measure}" : "")}"));

    private static CheckRequest Asked(CheckMoment moment, int serial, int version, bool hits, int items, bool simplified, string more)
    {
        var declaration = DeclarationJson.ReadCanonical(System.Text.Encoding.UTF8.GetBytes(TileDeclarations.Json(serial, hits, version, "10216000", items: items, more: more)));
        return new(declaration, DeclarationJson.HashOf(DeclarationJson.Canonical(declaration)), moment, simplified);
    }

    private static ProfilesOfDay Profiles(DraftContent[] contents, int version = 1) => ProfilesOfDay.Build(
        new(7, contents.Select((content, i) => new AppliedProfile(
            new(new Guid(i + 1, 0, 0, new byte[8])), new("13", "100000", new(2026, 11, 22), i + 1), version, i + 1, content, new(2026, 12, 1), new(2027, 12, 1))).ToImmutableDictionary(each => each.Id)),
        tree, new(2026, 12, 24));

    /// <summary>As it goes into the store and comes back.</summary>
    private void Apply(ControlEvent happened)
    {
        var pending = StoredControlEvents.Table.Pending(happened);
        var line = JournalLines.Date(new Guid(1, 2, 3, new byte[8]), Control?.Line ?? 0, Control?.LineHash ?? Chain.Start, [pending], [], now)[0];
        Control = StoredControlEvents.Table.Apply(Control, line);
    }
}
