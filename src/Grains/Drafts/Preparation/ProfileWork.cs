using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The executor changes the profile or its note, and names the FCS units whose visa is needed; it voids visas and signatures.</summary>
[GenerateSerializer, Alias("edit-profile"), Immutable]
public sealed record EditProfile(
    [property: Id(0)] DraftContent Content,
    [property: Id(1)] ExplanatoryNote Note,
    ImmutableArray<string> Units = default) : DraftCommand
{
    public const string Route = "profile";

    [Id(2)] public ImmutableArray<string> Units { get; init; } = Units.OrEmpty();

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        UnitLists.Check(errors, new JsonPointer("/units"), Units, AuthorityCode.Fcs, reference.Authorities.Units);
        ContentRules.Check(errors, "/content", Content, reference);
        ContentRules.Check(errors, "/note", Note);
    }
}

internal sealed record ProfileEdited(ImmutableArray<string> Units, DraftContent Content, ExplanatoryNote Note) : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) =>
        draft with { Profile = profile.Void() with { Content = Content, Note = Note, Units = Units } };
}

/// <summary>The executor declares profile and note prepared.</summary>
[GenerateSerializer, Alias("prepare-profile"), Immutable]
public sealed record PrepareProfile : DraftCommand
{
    public const string Route = "profile-preparation";
}

internal sealed record ProfilePrepared : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) =>
        draft.Enter(DraftStatus.Expedient, null) with { Profile = profile with { IsPrepared = true } };
}

/// <summary>The head of a named FCS unit agrees to the profile.</summary>
[GenerateSerializer, Alias("give-profile-visa"), Immutable]
public sealed record GiveProfileVisa([property: Id(0)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "profile-visas";

    internal Decision Decide(Draft draft, Circumstances circumstances)
    {
        var unit = circumstances.Units.Among(AuthorityCode.Fcs, draft.Profile!.Units, circumstances.Actor.Unit)!;
        if (!draft.Profile.IsPrepared)
        {
            return new Decision.NotNow(
                "A visa must wait until the executor has declared profile and note prepared",
                "Виза ставится после того, как исполнитель сообщит о готовности профиля и записки");
        }
        if (draft.Profile.Visas.Any(visa => visa.Unit == unit))
            return new Decision.NotNow("This visa has been given already", "Эта виза уже поставлена");

        return Decision.Event(new ProfileVisaGiven(new UnitVisa(unit, circumstances.Actor.Name, circumstances.Now, Acting)));
    }
}

internal sealed record ProfileVisaGiven(UnitVisa Visa) : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) => draft with { Profile = profile with { Visas = profile.Visas.Add(Visa) } };
}

/// <summary>The head of a named FCS unit refuses; visas and signatures are void.</summary>
[GenerateSerializer, Alias("refuse-profile-visa"), Immutable]
public sealed record RefuseProfileVisa([property: Id(0)] string Remarks, [property: Id(1)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "profile-visa-refusals";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.Text("/remarks", Remarks);

    internal Decision Decide(Draft draft, Circumstances circumstances) => draft.Profile!.IsPrepared
        ? IfSound(circumstances, () => new ProfileVisaRefused(
            circumstances.Units.Among(AuthorityCode.Fcs, draft.Profile.Units, circumstances.Actor.Unit)!, circumstances.Actor.Name, Remarks, Acting))
        : new Decision.NotNow(
            "A visa can be refused only after the executor has declared profile and note prepared",
            "Отказать в визе можно только после того, как исполнитель сообщит о готовности профиля и записки");
}

internal sealed record ProfileVisaRefused(string Unit, string Name, string Remarks, bool Acting = false) : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) => draft with { Profile = profile.Void() };
}

/// <summary>First the executor signs, then the head of the structural division.</summary>
[GenerateSerializer, Alias("sign-profile"), Immutable]
public sealed record SignProfile([property: Id(0)] string? Position = null, [property: Id(1)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "profile-signatures";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.OptionalText("/position", Position);

    internal Decision Decide(Draft draft, Circumstances circumstances)
    {
        var profile = draft.Profile!;
        if (!profile.IsPrepared)
        {
            return new Decision.NotNow(
                "A signature must wait until the executor has declared profile and note prepared",
                "Подпись ставится после того, как исполнитель сообщит о готовности профиля и записки");
        }
        if (!profile.MissingVisas.IsEmpty)
        {
            return new Decision.NotNow(
                $"A signature must wait for every visa; missing: {string.Join(", ", profile.MissingVisas)}",
                $"Подпись ставится после всех виз; отсутствуют визы подразделений: {Phrase.Quoted(profile.MissingVisas)}");
        }
        if (profile.IsSigned)
            return new Decision.NotNow("Both have signed already", "Обе подписи уже поставлены");

        var signature = new Signature(circumstances.Actor.Name, Position, circumstances.Now, Acting);
        return (DraftPermissions.RoleFor(draft, this, circumstances.Actor, circumstances.Units), profile.ExecutorSignature) switch
        {
            (Role.Executor, null) => IfSound(circumstances, () => new ProfileSignedByExecutor(signature)),
            (Role.Executor, _) => new Decision.NotNow(
                "The executor has signed; the head of the structural division signs next",
                "Исполнитель подписал; следующим подписывает начальник структурного подразделения"),
            (_, null) => new Decision.NotNow("The executor signs first", "Первым подписывает исполнитель"),
            _ => IfSound(circumstances, () => new ProfileSignedByDivision(signature)),
        };
    }
}

internal sealed record ProfileSignedByExecutor(Signature Signature) : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) => draft with { Profile = profile with { ExecutorSignature = Signature } };
}

internal sealed record ProfileSignedByDivision(Signature Signature) : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) => draft with { Profile = profile with { DivisionSignature = Signature } };
}

/// <summary>The executor submits the signed profile. What covers it, to whom it goes and what is enclosed follows from the profile.</summary>
[GenerateSerializer, Alias("request-approval"), Immutable]
public sealed record RequestApproval([property: Id(0)] string? Text = null) : DraftCommand
{
    public const string Route = "approval-request";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.OptionalText("/text", Text);

    internal Decision Decide(Draft draft, Circumstances circumstances)
    {
        var profile = draft.Profile!;
        if (!profile.IsSigned)
        {
            return new Decision.NotNow(
                "The profile can be submitted for approval once the executor and the head of the structural division have signed",
                "Профиль представляется на утверждение после подписей исполнителя и начальника структурного подразделения");
        }

        ImmutableArray<Enclosure> enclosures = [Enclosure.Profile, Enclosure.ProfileNote, Enclosure.Draft, Enclosure.DraftNote];
        if (draft.Consideration.OpinionIsAgreed)
            enclosures = enclosures.Add(Enclosure.DirectorateOpinion);
        return IfSound(circumstances, () => new ApprovalRequested(new ApprovalPapers(profile.Covering, profile.Signatory, enclosures, Text)));
    }
}
