using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Declarations;

/// <summary>What is to be checked.</summary>
/// <param name="Content">SHA-256 of the declaration in its one way of writing.</param>
/// <param name="Simplified">Whether its value is controlled in the simplified way, as the caller says.</param>
internal sealed record CheckRequest(Declaration Declaration, byte[] Content, CheckMoment Moment, bool Simplified);

/// <summary>What a check is decided by, beside what it asks and what is known of the declaration.</summary>
/// <param name="Secret">That of the day of the declaration's first check.</param>
internal sealed record CheckCircumstances(
    DateTimeOffset Now, ProfilesOfDay Profiles, MeasureClassifier Measures, DateOnly SelectionDay, DaySecret Secret, string SelectionKey, double SamplePercent, byte[] Actor,
    ReferenceSnapshot Reference);

/// <summary>What comes of a check: lines of the journal, none where nothing was found and nothing picked, and its record.</summary>
internal sealed record CheckDecision(ImmutableArray<ControlEvent> Events, CheckRecord Record);

/// <summary>Checks of a declaration against the profiles in force.</summary>
internal static class CheckRules
{
    private const string LowRisk = "1";

    /// <summary>The day whose secret is drawn with: that of the declaration's first check, which never changes.</summary>
    public static DateOnly SelectionDay(Control? known, IEnumerable<CheckRecord> earlier, DateOnly today) =>
        known?.SelectionDay ?? earlier.Select(check => (DateOnly?)check.SelectionDay).Min() ?? today;

    /// <summary>Null where it may be checked; the same again is found among the earlier ones before.</summary>
    public static Refusal? Refuse(Control? known, StoredControl stored, CheckRequest asked)
    {
        if (known?.End is { } end)
        {
            return new(
                RefusalReason.WrongStatus,
                $"The control of the declaration is over: it {(end == ControlEnd.Withdrawn ? "was withdrawn" : "counts as not lodged")}.",
                $"Контроль завершён: декларация {(end == ControlEnd.Withdrawn ? "отозвана" : "считается неподанной")}.");
        }
        var taking = stored.Versions.Take(asked.Declaration.Version, asked.Content).Taking;
        if (taking == Taking.Conflict || stored.Checks.Any(check => check.Version == asked.Declaration.Version && !check.Content.AsSpan().SequenceEqual(asked.Content)))
        {
            return new(
                RefusalReason.WrongStatus,
                "This version of the declaration is known with other content. A changed declaration has a higher version.",
                "Эта версия декларации уже известна с другим содержанием. У изменённой декларации номер версии больше.");
        }
        if (stored.Checks.Select(check => (int?)check.Version).Max() is { } latest && latest > asked.Declaration.Version)
        {
            return new(
                RefusalReason.WrongStatus,
                $"Version {latest} of the declaration was checked already; earlier ones are checked no more.",
                $"Уже проверена версия {latest} декларации; более ранние не проверяются.");
        }
        return taking == Taking.Stale
            ? new(
                RefusalReason.WrongStatus,
                "Earlier and later versions of the declaration are known; this one, which lies between them, is not taken any more.",
                "Известны более ранняя и более поздняя версии декларации; эта, промежуточная, больше не принимается.")
            : null;
    }

    public static CheckDecision Decide(Control? known, CheckRequest asked, CheckCircumstances given)
    {
        var (declaration, moment) = (asked.Declaration, asked.Moment);
        var isOfLowRisk = declaration.Head[Fields.Get("traderCategory")] is { IsText: true, Text: LowRisk };
        var matches = given.Profiles.Match(declaration);
        var sampled = matches.Hits.IsEmpty && given.Secret.ForSample(declaration.Number).IsWithin(given.SamplePercent);

        var begun = new DeclarationChecked(
            declaration.Number.ToString(), declaration.Version, moment, Convert.ToHexStringLower(asked.Content), declaration.Number.Authority, ControlAuthorityOf(declaration),
            given.SelectionDay, given.Profiles.Directory, given.Profiles.Authorities, given.SelectionKey, sampled, isOfLowRisk);
        var events = ImmutableArray.CreateBuilder<ControlEvent>();
        var found = ImmutableArray.CreateBuilder<FoundHit>();
        var next = known?.Hits.Length ?? 0;
        var terms = new ControlTerms(given.Reference, begun.ControlAuthority, given.Now);
        foreach (var match in matches.Hits)
        {
            var hit = known?.Hits.FirstOrDefault(each => each.Profile == match.Profile.Number && each.Version == declaration.Version && each.Item == match.Item);
            if (hit is null)
            {
                hit = terms.For(New(++next, match, asked, given, isOfLowRisk));
                events.Add(new HitFound(hit));
            }
            else if (NewlyDue(hit, match, asked, given, isOfLowRisk) is { IsEmpty: false } due)
            {
                var more = new MeasuresDue(hit.Place, due, due.Any(measure => measure.IsOpen) ? terms.ForEntries : null);
                events.Add(more);
                hit = more.Apply(known! with { Hits = [hit] }, new EventLine(known.Id, 0, given.Now, [])).Hits[0];
            }
            found.Add(new(hit.Place, match.Profile.Number, match.Profile.Version, match.Item, hit.Type, [.. hit.Measures.Select(each => new FoundMeasure(each.Place, each.Code, each.Share, each.IsSelected, each.Sign))]));
        }
        if (known is not null || events.Count > 0 || sampled)
            events.Insert(0, begun);

        var findings = new CheckFindings(found.ToImmutable(), [.. matches.Undecided.Select(each => new UndecidableHit(each.Profile.Number, each.Item))]);
        return new(events.ToImmutable(), new(
            begun.Number, begun.Version, moment, asked.Content, begun.Authority, begun.ControlAuthority, given.Now.CutToMilliseconds(), given.SelectionDay, given.Profiles.Directory,
            given.Profiles.Authorities, given.SelectionKey, sampled, found.Count, findings, given.Actor));
    }

    /// <summary>The post where the goods lie; where it is not said, the authority that registered the declaration.</summary>
    public static string ControlAuthorityOf(Declaration declaration) =>
        declaration.Head[Fields.Get(Fields.ControlAuthority)] is { IsText: true } control ? control.Text : declaration.Number.Authority;

    /// <summary>A hit that an official finds, of a profile that software does not.</summary>
    public static ControlHit ByOfficial(int place, AppliedProfile profile, int item, Control control, DaySecret secret, MeasureClassifier measures)
    {
        var hit = Of(place, profile, control.Version, item, HitType.ByOfficial, control.Moment, secret.For(NumberOf(control), profile.Number), measures);
        return hit with { Measures = MeasureSigns.At(hit.Measures, control.Moment, hit.Type, control.IsOfLowRisk) };
    }

    public static HitMeasure Measure(int place, Measure measure, bool isSelected, MeasureClassifier classifier)
    {
        var marks = classifier.MarksOf(measure.Code);
        return new(
            place, measure.Code, measure.Description, measure.Characteristics, measure.Obligatory, measure.DependsOn, measure.InspectionType, measure.Share ?? Content.Measure.WholeShare, isSelected,
            marks.Moments, classifier.IsInspection(measure.Code) == true, marks.NeedsAgreement, marks.NeedsPresence, marks.SparesLowRisk, Sign: null);
    }

    private static ControlHit New(int place, ProfileMatch match, CheckRequest asked, CheckCircumstances given, bool isOfLowRisk)
    {
        var content = match.Profile.Content;
        var type = asked.Simplified && content.RiskArea.Indicators.Any(indicator => indicator.Group == IndicatorGroup.GoodsPayments) ? HitType.Simplified
            : content.Mode == ApplicationMode.Automatic ? HitType.Automatic : HitType.Waiting;
        var hit = Of(place, match.Profile, asked.Declaration.Version, match.Item, type, asked.Moment, given.Secret.For(asked.Declaration.Number, match.Profile.Number), given.Measures);
        return type == HitType.Waiting ? hit : hit with { Measures = MeasureSigns.At(hit.Measures, asked.Moment, type, isOfLowRisk) };
    }

    private static ControlHit Of(
        int place, AppliedProfile profile, int version, int item, HitType type, CheckMoment moment, Draw draw, MeasureClassifier measures) => new(
            place, ControlGround.Profile, profile.Number, profile.Version, profile.Content.Title, version, item, type, moment,
            [.. profile.Content.Measures.Select((measure, i) => Measure(i + 1, measure, draw.IsWithin(measure.Share ?? Content.Measure.WholeShare), measures))],
            [.. profile.Content.RiskArea.Indicators.Select((indicator, i) => (indicator, i)).Where(each => !each.indicator.IsFormal)
                .Select(each => new HitIndicator(each.i, HitIndicator.GroupOf(each.indicator.Group), each.indicator.Text!))]);

    /// <summary>Measures that were not for the moments before, and those that the profile has had since. While an official has not decided, or found no risk, none is due.</summary>
    private static ImmutableArray<HitMeasure> NewlyDue(ControlHit hit, ProfileMatch match, CheckRequest asked, CheckCircumstances given, bool isOfLowRisk)
    {
        var draw = given.Secret.For(asked.Declaration.Number, match.Profile.Number);
        var later = match.Profile.Content.Measures.Where(measure => hit.Measures.All(known => known.Code != measure.Code))
            .Select((measure, i) => Measure(hit.Measures.Length + 1 + i, measure, draw.IsWithin(measure.Share ?? Content.Measure.WholeShare), given.Measures)).ToArray();
        if (hit.Type is HitType.Waiting or HitType.RiskNotFound)
            return [.. later];

        var now = MeasureSigns.At([.. hit.Measures, .. later], asked.Moment, hit.Type, isOfLowRisk);
        return [.. now.Where((measure, i) => i >= hit.Measures.Length || (hit.Measures[i].Sign == MeasureSign.WrongMoment && measure.Sign != MeasureSign.WrongMoment)
            || (hit.Measures[i].Sign == MeasureSign.MainNotApplied && measure.Sign == MeasureSign.Due))];
    }

    private static DeclarationNumber NumberOf(Control control) =>
        DeclarationNumber.TryParse(control.Number, out var number) ? number : throw new InvalidOperationException($"'{control.Number}' is no number of a declaration.");
}
