using System.Globalization;
using System.Text.Json.Serialization;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.Unfinished;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Api.Registers;

/// <summary>A register, in short.</summary>
/// <param name="From">The first day of its last edition.</param>
/// <param name="Closed">It has a closed circle.</param>
/// <param name="Registers">Whether the caller registers entries of it.</param>
/// <param name="Open">How many entries the caller sees that have not ended.</param>
/// <param name="Overdue">How many of those are late.</param>
public sealed record KindItem(string Code, Phrase Title, DateOnly From, bool Closed, bool Registers, long Open, long Overdue);

/// <summary>The registers whose entries the caller may see; for operators and programs all, without their entries.</summary>
/// <param name="Revision">Counts loads of all registers.</param>
public sealed record KindList(long Revision, ImmutableArray<KindItem> Items);

/// <summary>A register as its file says it.</summary>
/// <param name="Edition">The first day of the edition that is shown.</param>
/// <param name="Editions">The first days of all.</param>
/// <param name="InForce">The first day of the edition by which entries are registered today; nothing before the first.</param>
/// <param name="Registers">Whether the caller registers entries of it.</param>
/// <param name="File">The edition, as a file that can be loaded.</param>
public sealed record KindResponse(
    string Code, Phrase Title, DateOnly Edition, ImmutableArray<DateOnly> Editions, DateOnly? InForce, bool Registers, [property: JsonConverter(typeof(AsTyped))] JsonElement File);

/// <summary>What a load does, or has done.</summary>
/// <param name="Applied">Whether it was done.</param>
/// <param name="New">There was no such register.</param>
/// <param name="Changed">Whether it is another edition than the last one.</param>
public sealed record KindLoadResponse(string Code, DateOnly From, long Revision, bool Applied, bool New, bool Changed);

/// <summary>An entry in a list.</summary>
/// <param name="Id">By which it is asked for.</param>
/// <param name="State">In which it is, by its code.</param>
/// <param name="DueAt">When the first of its terms is due; nothing where none runs, or all stand still.</param>
/// <param name="Overdue">A term has passed, and nobody has met it.</param>
public sealed record EntryItem(
    Guid Id, string Kind, string Number, AuthorityCode Authority, DateTimeOffset RegisteredAt, string State, Phrase StateName, bool Ended, EntryPersonBody? Responsible, DateTimeOffset? DueAt,
    string? DueTerm, Phrase? DueTermName, bool Overdue);

/// <summary>A page of entries; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record EntryList(ImmutableArray<EntryItem> Items, string? Next);

/// <summary>People to choose as responsible.</summary>
public sealed record EntryPeople(ImmutableArray<EntryPersonBody> Items);

/// <summary>An entry that was found.</summary>
/// <param name="Entry">The entry as lists have it.</param>
/// <param name="KindTitle">The register.</param>
public sealed record FoundEntry(EntryItem Entry, Phrase KindTitle);

/// <summary>A page of entries that were found; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record FoundEntryList(ImmutableArray<FoundEntry> Items, string? Next);

/// <summary>An entry.</summary>
/// <param name="Edition">The first day of the edition by which it lives.</param>
/// <param name="State">In which it is, by its code.</param>
/// <param name="Fields">What it says; what the caller may not read is hidden.</param>
/// <param name="Terms">Each with how it was counted.</param>
/// <param name="Steps">What the caller can do with it now.</param>
/// <param name="Corrects">Whether the caller may put right what it says, and link it.</param>
/// <param name="Executions">The entries of another register that its steps have spread over executors, as far as the caller reads them.</param>
/// <param name="ExecutionTerms">The terms of those that the caller can extend for all of them at once.</param>
/// <param name="Origin">The entry of another register from which it was spread.</param>
/// <param name="Opens">Of an accepted proposal the command of its profile that the caller can give now, filled in with what the proposal says.</param>
public sealed record EntryResponse(
    Guid Id, string Kind, Phrase KindTitle, DateOnly Edition, string Number, AuthorityCode Authority, DateTimeOffset RegisteredAt, DateTimeOffset ReceivedAt, DateOnly? SignedOn, string State,
    Phrase StateName, bool Ended, EntryPersonBody? Responsible, ImmutableArray<EntryFieldResponse> Fields, ImmutableArray<EntryTermResponse> Terms, ImmutableArray<EntryStepResponse> Steps,
    ImmutableArray<EntryLinkBody> Links, bool Corrects, ImmutableArray<EntryItem>? Executions, ImmutableArray<ExecutionTermResponse>? ExecutionTerms, EntryOriginResponse? Origin,
    EntryOpensResponse? Opens = null);

/// <summary>A term of executors that can be extended for all of them at once.</summary>
/// <param name="AtMost">By how much, in this unit.</param>
/// <param name="InWords">The same as people read it.</param>
/// <param name="ApplicantTold">The day on which the applicant was told must be said.</param>
public sealed record ExecutionTermResponse(string Code, Phrase Title, int AtMost, SpanUnit Unit, Phrase InWords, bool ApplicantTold);

/// <summary>The entry from which another was spread.</summary>
/// <param name="Id">By which it is asked for; left out where the caller does not read it.</param>
public sealed record EntryOriginResponse(Guid? Id, string Kind, string Number, AuthorityCode Authority);

/// <summary>A field of an entry.</summary>
/// <param name="Value">Left out where it is hidden, or was removed when its time was over, and where it is a list or figures.</param>
/// <param name="ValueName">What people call a choice, and yes or no; how they write a number, an amount of money and a month.</param>
/// <param name="Hidden">The caller does not read it.</param>
/// <param name="Entries">Of a list that the program filled in, the entries as they stood then.</param>
/// <param name="Figures">Of figures that the program filled in, their rows.</param>
public sealed record EntryFieldResponse(
    string Name, Phrase Title, FieldType Type, string? Value, Phrase? ValueName, bool Hidden, ListingResponse? Entries = null, FiguresResponse? Figures = null);

/// <summary>Entries as they stood when they were listed.</summary>
/// <param name="Total">How many there were; at most 500 of them stand here.</param>
/// <param name="Items">The first due first, and those without a term last.</param>
public sealed record ListingResponse(int Total, ImmutableArray<ListedResponse> Items);

/// <summary>An entry in a list that was written down.</summary>
/// <param name="Id">By which the entry is asked for.</param>
/// <param name="Register">Of which register, by its code.</param>
/// <param name="RegisterTitle">What people call that register.</param>
/// <param name="Number">As it is printed.</param>
/// <param name="State">In which it was, by its code.</param>
/// <param name="StateName">What people call that state.</param>
/// <param name="Term">The first due of its terms; left out where none ran.</param>
/// <param name="TermName">What people call that term.</param>
/// <param name="DueAt">When that was due, by the clock of its authority.</param>
/// <param name="Overdue">It was late then.</param>
/// <param name="Severity">Of an incident, by its code.</param>
/// <param name="SeverityName">What people call that severity.</param>
public sealed record ListedResponse(
    Guid Id, string Register, Phrase RegisterTitle, string Number, AuthorityCode Authority, string State, Phrase StateName, string? Term, Phrase? TermName, DateTimeOffset? DueAt, bool Overdue,
    string? Severity, Phrase? SeverityName);

/// <summary>Numbers of incidents.</summary>
/// <param name="Rows">By authority and severity.</param>
public sealed record FiguresResponse(ImmutableArray<FigureResponse> Rows);

/// <summary>Incidents of one severity of one authority.</summary>
/// <param name="Severity">By its code.</param>
/// <param name="SeverityName">What people call that severity.</param>
/// <param name="Registered">In the time that is summed up.</param>
/// <param name="Closed">Likewise.</param>
/// <param name="Open">At its end.</param>
/// <param name="Overdue">Of those, the late ones.</param>
public sealed record FigureResponse(AuthorityCode Authority, string Severity, Phrase SeverityName, int Registered, int Closed, int Open, int Overdue);

/// <summary>A term of an entry.</summary>
/// <param name="State"><c>running</c>, <c>suspended</c>, <c>met</c> or <c>ended</c>.</param>
/// <param name="LastDay">The day that ends when it is due; left out while it is suspended.</param>
/// <param name="DueAt">The first moment that is too late.</param>
/// <param name="Missed">It has passed, and nobody had met it.</param>
/// <param name="Unconfirmed">No text that could be read says how long it is.</param>
/// <param name="Provisional">A year without calendar data was looked at.</param>
/// <param name="Ledger">How it came to stand like this, step by step.</param>
/// <param name="Extension">By how much the caller can extend it now, at most.</param>
public sealed record EntryTermResponse(
    string Code, Phrase Title, string State, Phrase StateName, DateTimeOffset StartedAt, DateOnly? LastDay, DateTimeOffset? DueAt, string TimeZone, bool Missed, bool Unconfirmed, bool Provisional,
    ImmutableArray<TermStepResponse> Ledger, TermExtensionResponse? Extension, bool CanBeSuspended, bool CanGoOn);

/// <summary>A step of counting a term.</summary>
/// <param name="Event">What happened to the term.</param>
/// <param name="SkippedDays">Days that were passed over in it.</param>
public sealed record TermStepResponse(TermEvent Event, DateTimeOffset At, Phrase What, ImmutableArray<SkippedDay> SkippedDays);

/// <summary>An extension that is possible now.</summary>
/// <param name="AtMost">By how much, in this unit.</param>
/// <param name="InWords">The same as people read it.</param>
/// <param name="ApplicantTold">The day on which the applicant was told must be said.</param>
public sealed record TermExtensionResponse(int AtMost, SpanUnit Unit, Phrase InWords, bool ApplicantTold);

/// <summary>A step that the caller can take.</summary>
/// <param name="Route">Its name in the address.</param>
/// <param name="Paper">Whether a paper has to be named.</param>
/// <param name="Reason">Whether a reason has to be given.</param>
/// <param name="Asks">Fields that must be given.</param>
/// <param name="Takes">Fields that may be given.</param>
/// <param name="Seen">Whether <c>If-Match</c> has to say which state of the entry was seen.</param>
/// <param name="Spreads">What it spreads over the executors that must be named.</param>
public sealed record EntryStepResponse(
    string Route, Phrase Title, ImmutableArray<string> Asks, ImmutableArray<string> Takes, bool Paper, bool Reason, bool Assigns, string? To, Phrase? ToName, bool Seen, StepSpreadResponse? Spreads);

/// <summary>A step that spreads entries of another register over executors.</summary>
/// <param name="Register">The code of that register.</param>
/// <param name="OwnDay">Whether a last day can be named for each executor.</param>
public sealed record StepSpreadResponse(string Register, Phrase Title, bool OwnDay);

/// <summary>The journal of an entry.</summary>
public sealed record EntryJournalResponse(Guid Id, string Number, ImmutableArray<EntryLineResponse> Items);

/// <summary>A line of the journal.</summary>
/// <param name="What">A sentence of what happened.</param>
/// <param name="By">Who did it.</param>
/// <param name="Fields">What was given with it.</param>
/// <param name="Paper">The paper by which it was done.</param>
public sealed record EntryLineResponse(
    int Line, string Type, DateTimeOffset At, string By, string Role, AuthorityCode Authority, Phrase What, string? State, ImmutableArray<EntryFieldResponse> Fields, EntryPaperBody? Paper, string? Reason);

/// <summary>An entry that the caller is responsible for.</summary>
/// <param name="Entry">The entry, as lists have it.</param>
/// <param name="Urgency">How soon it is due, by the clock of the caller's authority.</param>
public sealed record EntryTask(EntryItem Entry, Phrase KindTitle, Urgency Urgency)
{
    public Phrase UrgencyName => Urgency.InWords();
}

/// <summary>A page of them; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record EntryTaskList(ImmutableArray<EntryTask> Items, string? Next);

/// <summary>Entries as answers say them.</summary>
internal static class EntryAnswers
{
    public static EntryResponse Of(EntryView view, LocalTimes times)
    {
        var (entry, kind) = (view.Entry, view.Kind);
        var zone = times.ZoneOf(entry.Authority);
        return new(
            entry.Id, entry.Kind, Text(kind.Title), entry.Edition, entry.Number, entry.Authority, entry.RegisteredAt.In(zone), entry.ReceivedAt.In(zone), entry.SignedOn, entry.State,
            StateName(kind, entry.State), IsEnd(kind, entry.State), Person(entry.Responsible?.Subject, entry.Responsible?.Name), [.. view.Fields.Select(field => Field(field, times))],
            [.. view.Terms.Select(term => Term(term, zone))], [.. view.Steps.Select(step => Step(step, view))], [.. entry.Links.Select(link => new EntryLinkBody(link.To, link.Id))], view.Corrects,
            view.Spread.IsEmpty ? null : [.. view.Spread.Select(each => Item(each.Row, each.Kind, times.ZoneOf(each.Row.Authority)))],
            view.SpreadTerms.IsEmpty ? null : [.. view.SpreadTerms.Select(term => new ExecutionTermResponse(
                term.Code, term.Title, term.Extension.AtMost.Amount, term.Extension.AtMost.Unit, term.InWords, term.Extension.ApplicantTold))],
            entry.Origin is { } origin ? new(view.ReadsOrigin ? origin.Entry : null, origin.Kind, origin.Number, origin.Authority) : null);
    }

    public static EntryJournalResponse Journal(EntryView view, LocalTimes times) => new(view.Entry.Id, view.Entry.Number, [.. view.History.Select(line => new EntryLineResponse(
        line.Line, line.Type, line.At.In(times.ZoneOf(view.Entry.Authority)), line.By, line.Role, line.Authority, line.What, line.State, [.. line.Fields.Select(field => Field(field, times))],
        line.Paper is { } paper ? new(paper.Number, paper.Date) : null, line.Reason))]);

    public static EntryItem Item(EntryHead head, RegisterKind? kind, ZoneHistory zone) => new(
        head.Id, head.Kind, head.Number, head.Authority, head.RegisteredAt.In(zone), head.State, kind is null ? Phrase.Same(head.State) : StateName(kind, head.State), head.Ended,
        Person(head.Responsible, head.ResponsibleName), head.DueAt?.In(zone), head.DueTerm, head.DueTerm is null ? null : TermName(kind, head.DueTerm), head.Overdue);

    public static Phrase Text(KindText text) => new(text.En, text.Ru);

    public static Phrase StateName(RegisterKind kind, string state) => kind.States.FirstOrDefault(each => each.Code == state) is { } known ? Text(known.Title) : Phrase.Same(state);

    private static Phrase TermName(RegisterKind? kind, string term) => kind?.Terms.FirstOrDefault(each => each.Code == term) is { } known ? Text(known.Title) : Phrase.Same(term);

    private static bool IsEnd(RegisterKind kind, string state) => kind.States.Any(each => each.Code == state && each.End);

    private static EntryPersonBody? Person(string? subject, string? name) => subject is null ? null : new(subject, name ?? "");

    private static EntryFieldResponse Field(EntryFieldView view, LocalTimes times) => new(
        view.Field.Name, Text(view.Field.Title), view.Field.Type, view.Field.IsTable ? null : view.Value, ValueName(view), view.Hidden,
        ListingOf(view) is { } listing ? Listing(listing, times) : null, FiguresOf(view) is { } figures ? Figures(figures) : null);

    public static EntryListing? ListingOf(EntryFieldView view) => view is { Field.Type: FieldType.Entries, Value: { } text } ? EntryListing.TryRead(text) : null;

    public static EntryFigures? FiguresOf(EntryFieldView view) => view is { Field.Type: FieldType.Figures, Value: { } text } ? EntryFigures.TryRead(text) : null;

    public static ListingResponse Listing(EntryListing listing, LocalTimes times) => new(listing.Total, [.. listing.Items.Select(item => new ListedResponse(
        item.Id, item.Register, Text(item.RegisterTitle), item.Number, item.Authority, item.State, Text(item.StateTitle), item.Term, item.TermTitle is { } term ? Text(term) : null,
        item.DueAt?.In(times.ZoneOf(item.Authority)), item.Overdue, item.Severity, item.SeverityTitle is { } severity ? Text(severity) : null))]);

    public static FiguresResponse Figures(EntryFigures figures) => new(
        [.. figures.Rows.Select(row => new FigureResponse(row.Authority, row.Severity, Text(row.SeverityTitle), row.Registered, row.Closed, row.Open, row.Overdue))]);

    public static Phrase? ValueName(EntryFieldView view) => (view.Field.Type, view.Value) switch
    {
        (FieldType.Choice, { } code) => view.Field.Values.FirstOrDefault(choice => choice.Code == code) is { } known ? Text(known.Title) : null,
        (FieldType.YesNo, { } said) => said == "true" ? new("yes", "да") : new("no", "нет"),
        (FieldType.Money, { } said) when TryRead(said, out var amount) => NumberText.InWords(amount, "#,0.00"),
        (FieldType.Number or FieldType.WholeNumber, { } said) when TryRead(said, out var number) => NumberText.InWords(number),
        (FieldType.Month, [_, _, _, _, '-', .. var month] said) => Phrase.Same($"{month}.{said[..4]}"),
        _ => null,
    };

    private static bool TryRead(string said, out decimal number) => decimal.TryParse(said, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static EntryTermResponse Term(EntryTermView term, ZoneHistory zone)
    {
        var (state, name) = term.Ledger switch
        {
            { IsMet: true } => ("met", new Phrase("met", "исполнен")),
            { IsOver: true } => ("ended", new("ended", "завершён")),
            { IsSuspended: true } => ("suspended", new("suspended", "приостановлен")),
            _ => ("running", term.Missed ? new("passed", "истёк") : new Phrase("running", "течёт")),
        };
        var over = term.Ledger.IsOver;
        return new(
            term.Code, term.Title, state, name, term.Counted.StartedAt, over ? null : term.Counted.LastDay, over ? null : term.Counted.DueAt?.In(zone), term.Counted.TimeZone, term.Missed,
            term.Unconfirmed, term.Counted.Provisional, [.. term.Counted.Steps.Select(step => new TermStepResponse(step.Event, step.At, step.What, step.SkippedDays))],
            term.Extension is { } extension ? new(extension.AtMost.Amount, extension.AtMost.Unit, term.ExtensionInWords!, extension.ApplicantTold) : null,
            term.CanBeSuspended, term.CanGoOn);
    }

    private static EntryStepResponse Step(KindTransition step, EntryView view) => new(
        step.Route, Text(step.Title), step.Asks, step.Takes, step.Paper, step.Reason, step.Assigns, step.To, step.To is null ? null : StateName(view.Kind, step.To), step.Seen,
        step.Spreads is { } spreads ? new(spreads.Register, view.Registers[spreads.Register], spreads.OwnDay is not null) : null);
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(KindList))]
[JsonSerializable(typeof(KindResponse))]
[JsonSerializable(typeof(KindLoadResponse))]
[JsonSerializable(typeof(EntryList))]
[JsonSerializable(typeof(EntryPeople))]
[JsonSerializable(typeof(FoundEntryList))]
[JsonSerializable(typeof(EntryResponse))]
[JsonSerializable(typeof(EntryJournalResponse))]
[JsonSerializable(typeof(EntryTaskList))]
internal sealed partial class EntryResponseJson : JsonSerializerContext;
