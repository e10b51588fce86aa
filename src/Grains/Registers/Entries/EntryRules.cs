using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>
/// What may happen to an entry of any register: its file says it, these rules hold everybody to it. First who may know of it, then who may do
/// it, then whether it can be done now, then whether what was given is right.
/// </summary>
internal static class EntryRules
{
    public static Refusal NoSuchEntry => new(RefusalReason.NotFound, "There is no such entry.", "Такой записи нет.");

    /// <param name="kind">The edition by which the entry lives; for a new one, the edition that is in force.</param>
    public static EntryDecision Decide(Entry? entry, EntryCommand command, RegisterKind kind, EntryCircumstances at)
    {
        if (command is AddEntry register)
            return entry is null ? Register(register, kind, at) : new Refusal(RefusalReason.AlreadyRegistered, "The entry has its number already.", "Запись уже имеет номер.");
        if (entry is null)
            return NoSuchEntry;
        if (command is LookAtTerms)
            return Look(entry, kind, at);
        if (!EntryRights.Reads(kind, entry.Authority, at))
            return NoSuchEntry;

        return command switch
        {
            TakeStep step => Step(entry, step, kind, at),
            ExtendTerm extend => Extend(entry, extend, kind, at),
            SuspendTerm suspend => Suspend(entry, suspend, kind, at),
            ResumeTerm resume => Resume(entry, resume, kind, at),
            LinkEntry link => Link(entry, link, kind, at),
            CorrectEntry correct => Correct(entry, correct, kind, at),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command of an entry."),
        };
    }

    /// <summary>The event with the number that its sequence gave.</summary>
    public static EntryRegistered Numbered(EntryRegistered registered, RegisterKind kind, long serial, DateOnly day) =>
        Numbered(registered, kind.Numbering.Mask, EntrySequences.OwnerOf(kind, registered.Authority), serial, day);

    public static EntryRegistered Numbered(EntryRegistered registered, string mask, AuthorityCode owner, long serial, DateOnly day) => registered with
    {
        Serial = serial,
        Number = NumberMask.Write(mask, owner, serial, day),
    };

    /// <summary>What was counted from the moment of deciding is counted from that at which the number is given.</summary>
    public static EntryRegistered Dated(EntryRegistered registered, DateTimeOffset decidedAt, DateTimeOffset at) => registered with
    {
        ReceivedAt = registered.ReceivedAt == decidedAt ? at : registered.ReceivedAt,
        Terms = [.. registered.Terms.Select(change => change.At == decidedAt ? change with { At = at } : change)],
    };

    /// <summary>The steps that this caller can take now.</summary>
    public static IEnumerable<KindTransition> Possible(Entry entry, RegisterKind kind, EntryCircumstances at) =>
        Possible(entry.State, entry.Authority, entry.Responsible?.Subject, entry.Origin?.Authority, kind, at);

    public static IEnumerable<KindTransition> Possible(string state, AuthorityCode authority, string? responsible, AuthorityCode? giver, RegisterKind kind, EntryCircumstances at) =>
        kind.Transitions.Where(step => step.From.Contains(state) && EntryRights.Reads(kind, authority, at) && EntryRights.MayAs(step.By, authority, responsible, giver, at)
            && EntrySpreads.Outstanding(step, at.Spread).IsEmpty);

    private static EntryDecision Register(AddEntry command, RegisterKind kind, EntryCircumstances at)
    {
        if (!command.ByProgram && !EntryRights.May(kind.Registration.By, command.Authority, null, at))
            return kind.Readers is { Closed: true } ? NoSuchEntry : EntryRights.Forbidden(kind.Registration.By);

        var errors = new ValidationErrors();
        EntryInput.Values(errors, kind, command.Values, (kind.IsOfProgram ? kind.Fields : kind.Typed).Select(field => field.Name));
        var all = command.Computed is { } computed ? command.Values.SetItems(computed) : command.Values;
        EntryInput.Required(errors, kind, all.Keys, all);
        var receivedAt = command.ReceivedAt ?? at.Now;
        if (receivedAt > at.Now)
            errors.Add("/receivedAt", "This is in the future.", "Это время ещё не наступило.");
        if (kind.Registration.Signed && command.SignedOn is null)
            errors.Add("/signedOn", "The day on which the paper was signed is needed.", "Необходимо указать дату подписания документа.");
        EntryInput.NotLater(errors, "/signedOn", command.SignedOn, at.Today);
        for (var i = 0; i < command.Links.Length; i++)
            EntryInput.Link(errors, kind, $"/links/{i}", command.Links[i], command.Links[..i]);
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        var apart = KeptApart.For(kind, at);
        var values = apart.Values(kind, all);
        return EntryDecision.Event(
            new EntryRegistered(
                kind.Code, kind.From, command.Authority, "", 0, receivedAt, command.SignedOn, kind.States[0].Code, values,
                EntryTerms.AtRegistration(kind, command, receivedAt, all, at), command.Links,
                Responsible: kind.Registration.Responsible ? new(at.Actor.Subject, at.Actor.Name) : null),
            apart.Kept);
    }

    private static EntryDecision Step(Entry entry, TakeStep command, RegisterKind kind, EntryCircumstances at)
    {
        if (kind.Transition(command.Route) is not { } step)
            return new Refusal(RefusalReason.NotFound, $"This register has no step '{command.Route}'.", $"В этом реестре нет шага «{command.Route}».");
        if (!EntryRights.May(step.By, entry.Authority, entry, at))
            return EntryRights.Forbidden(step.By);
        if (!step.From.Contains(entry.State))
            return NotNow(entry, kind, at);
        if (EntrySpreads.Outstanding(step, at.Spread) is { Length: > 0 } outstanding)
            return EntrySpreads.NotYet(outstanding);

        var errors = new ValidationErrors();
        EntryInput.Values(errors, kind, command.Values, step.Asks.Concat(step.Takes));
        foreach (var missing in step.Asks.Where(name => !command.Values.ContainsKey(name)))
            errors.Add($"/values/{missing}", "This field is needed for the step.", "Для этого шага поле необходимо заполнить.");
        EntryInput.Given(errors, "/paper", step.Paper, command.Paper is not null);
        EntryInput.Given(errors, "/reason", step.Reason, command.Reason is not null);
        EntryInput.Given(errors, "/responsible", step.Assigns, command.Responsible is not null);
        if (command.Paper is { } paper)
            errors.Text("/paper/number", paper.Number);
        EntryInput.NotLater(errors, "/paper/date", command.Paper?.Date, at.Today);
        if (command.Reason is { } reason)
            errors.Text("/reason", reason);
        if (command.Responsible is { } person)
        {
            errors.Text("/responsible/subject", person.Subject);
            errors.Text("/responsible/name", person.Name);
        }
        EntrySpreads.Check(errors, step, entry, command.Executors, at);
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        var apart = KeptApart.For(kind, at);
        var values = apart.Values(kind, step.Gives.IsEmpty ? command.Values : command.Values.SetItems(step.Gives.Select(name => KeyValuePair.Create(name, at.Given![name]))));
        var open = entry.Open.SetItems(command.Values.Where(value => !kind.IsKeptApart(kind.Field(value.Key)!)));
        return EntryDecision.Event(
            new EntryStepTaken(
                step.Route, step.To ?? entry.State, values, kind.IsClosed ? null : command.Paper, apart.Text(KeptApart.Reason, command.Reason), command.Responsible,
                EntryTerms.OfStep(kind, step, entry, command, open, at), kind.IsClosed ? apart.Text(KeptApart.Paper, command.Paper?.AsText()) : null, EntrySpreads.Of(entry, command.Executors)),
            apart.Kept);
    }

    private static EntryDecision Extend(Entry entry, ExtendTerm command, RegisterKind kind, EntryCircumstances at)
    {
        if (entry.RunningTerm(command.Term) is not { } ledger || kind.Term(command.Term) is not { } term)
            return NoSuchTerm(command.Term);
        if (ledger.Extensions >= term.Extensions.Length)
        {
            return new Refusal(
                RefusalReason.WrongStatus,
                term.Extensions.IsEmpty ? new Phrase("This term is not extended.", "Этот срок не продлевается.") : new Phrase("This term is not extended any more.", "Этот срок больше не продлевается."));
        }

        var extension = term.Extensions[ledger.Extensions];
        if (!EntryRights.May(extension.By, entry.Authority, entry, at))
            return EntryRights.Forbidden(extension.By);
        if (ledger.Fault(new TermLine(TermEvent.Extended, at.Now, extension.AtMost), EntryTerms.Explain(ledger, at)) is { } fault)
            return new Refusal(RefusalReason.WrongStatus, fault.AsSentence());

        var errors = new ValidationErrors();
        if (command.By.Unit != extension.AtMost.Unit || command.By.Amount < 1 || command.By.Amount > extension.AtMost.Amount)
            errors.Add("/by", new Phrase("At most ", "Не более: ") + extension.AtMost.InWords() + new Phrase(", in this unit.", ", в этих единицах."));
        EntryInput.Given(errors, "/applicantToldOn", extension.ApplicantTold, command.ApplicantToldOn is not null);
        EntryInput.NotLater(errors, "/applicantToldOn", command.ApplicantToldOn, at.Today);
        return Changed(errors, new(command.Term, TermEvent.Extended, at.Now, By: command.By), command.Reason, command.ApplicantToldOn, kind, at);
    }

    private static EntryDecision Suspend(Entry entry, SuspendTerm command, RegisterKind kind, EntryCircumstances at) =>
        HeldUp(entry, command.Term, TermEvent.Suspended, kind, at) ?? Changed(new ValidationErrors(), new(command.Term, TermEvent.Suspended, at.Now), command.Reason, null, kind, at);

    private static EntryDecision Resume(Entry entry, ResumeTerm command, RegisterKind kind, EntryCircumstances at) =>
        HeldUp(entry, command.Term, TermEvent.Resumed, kind, at) ?? EntryDecision.Event(new EntryTermChanged(new(command.Term, TermEvent.Resumed, at.Now), null, null), []);

    /// <summary>Why a term cannot be suspended or go on; null if it can.</summary>
    private static EntryDecision? HeldUp(Entry entry, string code, TermEvent what, RegisterKind kind, EntryCircumstances at)
    {
        if (entry.RunningTerm(code) is not { } ledger || kind.Term(code) is not { } term)
            return NoSuchTerm(code);
        if (term.Suspension is not { } suspension)
            return new Refusal(RefusalReason.WrongStatus, "This term is not suspended by itself.", "Течение этого срока отдельно не приостанавливается.");
        if (!EntryRights.May(suspension, entry.Authority, entry, at))
            return EntryRights.Forbidden(suspension);
        if (ledger.Fault(new TermLine(what, at.Now), EntryTerms.Explain(ledger, at)) is { } fault)
            return new Refusal(RefusalReason.WrongStatus, fault.AsSentence());
        return null;
    }

    private static EntryDecision Changed(ValidationErrors errors, TermChange change, string reason, DateOnly? applicantToldOn, RegisterKind kind, EntryCircumstances at)
    {
        errors.Text("/reason", reason);
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        var apart = KeptApart.For(kind, at);
        return EntryDecision.Event(new EntryTermChanged(change, apart.Text(KeptApart.Reason, reason), applicantToldOn), apart.Kept);
    }

    private static EntryDecision Link(Entry entry, LinkEntry command, RegisterKind kind, EntryCircumstances at)
    {
        var right = kind.Correction ?? kind.Registration.By;
        if (!EntryRights.May(right, entry.Authority, entry, at))
            return EntryRights.Forbidden(right);

        var errors = new ValidationErrors();
        EntryInput.Link(errors, kind, "/link", command.Link, []);
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());
        return entry.Links.Contains(command.Link) ? EntryDecision.Nothing : EntryDecision.Event(new EntryLinked(command.Link), []);
    }

    /// <summary>Also of an entry that has ended: what it says can be wrong. Its state, its number and its terms stay.</summary>
    private static EntryDecision Correct(Entry entry, CorrectEntry command, RegisterKind kind, EntryCircumstances at)
    {
        var right = kind.Correction ?? kind.Registration.By;
        if (!EntryRights.May(right, entry.Authority, entry, at))
            return EntryRights.Forbidden(right);

        var errors = new ValidationErrors();
        if (command.Values.IsEmpty)
            errors.Add("/values", "At least one field is needed.", "Необходимо указать хотя бы одно поле.");
        EntryInput.Values(errors, kind, command.Values, kind.Typed.Where(field => field.RequiredWhen is not null || entry.Values.ContainsKey(field.Name)).Select(field => field.Name));
        if (errors.IsEmpty)
            EntryInput.Required(errors, kind, entry.Values.Keys.Concat(command.Values.Keys), entry.Open.SetItems(command.Values.Where(value => !kind.IsKeptApart(kind.Field(value.Key)!))));
        errors.Text("/reason", command.Reason);
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        var apart = KeptApart.For(kind, at);
        return EntryDecision.Event(new EntryCorrected(apart.Values(kind, command.Values), apart.Text(KeptApart.Reason, command.Reason)!), apart.Kept);
    }

    /// <summary>Each term that has passed is written down once, and that what was kept apart is removed when its time is over.</summary>
    private static EntryDecision Look(Entry entry, RegisterKind kind, EntryCircumstances at) => new(
        [.. from term in entry.Running
            where !entry.Missed.Contains(term.Key)
            let counted = EntryTerms.Explain(term.Value, at)
            where counted.HasPassed(at.Now)
            select new EntryTermMissed(term.Key, counted.DueAt!.Value),
         .. EntryRetention.KeptUntil(entry, kind) <= at.Now ? (EntryEvent[])[new EntryValuesRemoved()] : []],
        []);

    private static Refusal NoSuchTerm(string code) => new(RefusalReason.WrongStatus, $"No term '{code}' runs for this entry.", $"Срок «{code}» для этой записи не течёт.");

    private static Refusal NotNow(Entry entry, RegisterKind kind, EntryCircumstances at)
    {
        var state = kind.State(entry.State)?.Title.Phrase ?? Phrase.Same(entry.State);
        var possible = Phrase.Joined(", ", Possible(entry, kind, at).Select(step => step.Title.Phrase));
        return new(
            RefusalReason.WrongStatus,
            new Phrase($"The entry is in the state «{state.En}»", $"Запись находится в состоянии «{state.Ru}»")
            + (possible.En.Length == 0 ? new Phrase("; you can take no step now.", "; сейчас вам недоступен ни один шаг.") : new Phrase("; you can: ", "; вам доступно: ") + possible + new Phrase(".", ".")));
    }
}
