using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What is wrong with a command in itself, whoever gives it and however its draft stands.</summary>
public interface IDraftChecks
{
    /// <summary>
    /// All faults of a command. Those that are known, because parts of it were <paramref name="unreadable"/> and have harmless values
    /// instead, come first, and nothing more is said about those parts.
    /// </summary>
    ImmutableArray<Fault> Faults(DraftCommand command, AuthorityRegister authorities, DateTimeOffset now, ImmutableArray<Fault> unreadable);
}

/// <inheritdoc />
internal sealed class DraftChecks(ContentRules contentRules) : IDraftChecks
{
    public ImmutableArray<Fault> Faults(DraftCommand command, AuthorityRegister authorities, DateTimeOffset now, ImmutableArray<Fault> unreadable)
    {
        var faults = new Faults(unreadable);
        switch (command)
        {
            case Submit submit:
                Check(faults, submit, authorities, contentRules, now);
                break;
            case Prepare prepare:
                Check(faults, prepare, authorities, contentRules);
                break;
            case Edit edit:
                Check(faults, edit, unit: null, authorities, contentRules);
                break;
            case Sign sign:
                Check(faults, sign);
                break;
            case RefuseVisa refuse:
                Check(faults, refuse);
                break;
            case Discard discard:
                Check(faults, discard);
                break;
            default:
                ConsiderationChecks.Check(faults, command);
                ProfileWorkChecks.Check(faults, command, authorities, contentRules);
                break;
        }
        return unreadable.AddRange(faults.ToImmutable());
    }

    public static void Check(Faults faults, Submit submit, AuthorityRegister authorities, ContentRules contentRules, DateTimeOffset now)
    {
        CheckOrigin(faults, submit.Authority, submit.Unit, submit.Author, authorities);
        PaperworkRules.CheckUnits(faults, submit.Unit, submit.OtherUnits);
        contentRules.Check(faults, "/content", submit.Content, authorities);
        contentRules.Check(faults, "/note", submit.Note);
        PaperworkRules.Check(faults, submit.Signature, submit.Visas, submit.OtherUnits, now);
    }

    public static void Check(Faults faults, Prepare prepare, AuthorityRegister authorities, ContentRules contentRules)
    {
        CheckOrigin(faults, prepare.Authority, prepare.Unit, prepare.Author, authorities);
        PaperworkRules.CheckUnits(faults, prepare.Unit, prepare.OtherUnits);
        contentRules.Check(faults, "/content", prepare.Content, authorities);
        contentRules.Check(faults, "/note", prepare.Note);
    }

    /// <param name="unit">The author's unit, where the draft is known.</param>
    public static void Check(Faults faults, Edit edit, string? unit, AuthorityRegister authorities, ContentRules contentRules)
    {
        PaperworkRules.CheckUnits(faults, unit, edit.OtherUnits);
        contentRules.Check(faults, "/content", edit.Content, authorities);
        contentRules.Check(faults, "/note", edit.Note);
    }

    public static void Check(Faults faults, Sign sign) => faults.OptionalText("/position", sign.Position);

    public static void Check(Faults faults, RefuseVisa refuse) => faults.Text("/remarks", refuse.Remarks);

    public static void Check(Faults faults, Discard discard) => faults.Text("/reason", discard.Reason);

    private static void CheckOrigin(Faults faults, AuthorityCode authority, string unit, Author author, AuthorityRegister authorities)
    {
        if (authorities.Find(authority) is null)
            faults.Add("/authority", $"The register knows no authority {authority}.");
        else if (!authority.Registers)
            faults.Add("/authority", "Only authorities whose code ends in 000 register drafts; posts read.");
        faults.Name(new Place("/unit"), unit);
        faults.Text("/author/name", author.Name);
        faults.OptionalText("/author/position", author.Position);
    }
}
