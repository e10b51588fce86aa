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
    ImmutableArray<ValidationError> Errors(DraftCommand command, AuthorityRegister authorities, DateTimeOffset now, ImmutableArray<ValidationError> unreadable);
}

/// <inheritdoc />
internal sealed class DraftChecks(ContentRules contentRules) : IDraftChecks
{
    public ImmutableArray<ValidationError> Errors(DraftCommand command, AuthorityRegister authorities, DateTimeOffset now, ImmutableArray<ValidationError> unreadable)
    {
        var errors = new ValidationErrors(unreadable);
        switch (command)
        {
            case Submit submit:
                Check(errors, submit, authorities, contentRules, now);
                break;
            case Prepare prepare:
                Check(errors, prepare, authorities, contentRules);
                break;
            case Edit edit:
                Check(errors, edit, unit: null, authorities, contentRules);
                break;
            case Sign sign:
                Check(errors, sign);
                break;
            case RefuseVisa refuse:
                Check(errors, refuse);
                break;
            case Discard discard:
                Check(errors, discard);
                break;
            default:
                ConsiderationChecks.Check(errors, command);
                ProfileWorkChecks.Check(errors, command, authorities, contentRules);
                break;
        }
        return unreadable.AddRange(errors.ToImmutable());
    }

    public static void Check(ValidationErrors errors, Submit submit, AuthorityRegister authorities, ContentRules contentRules, DateTimeOffset now)
    {
        CheckOrigin(errors, submit.Authority, submit.Unit, submit.Author, authorities);
        PaperworkRules.CheckUnits(errors, submit.Unit, submit.OtherUnits);
        contentRules.Check(errors, "/content", submit.Content, authorities);
        contentRules.Check(errors, "/note", submit.Note);
        PaperworkRules.Check(errors, submit.Signature, submit.Visas, submit.OtherUnits, now);
    }

    public static void Check(ValidationErrors errors, Prepare prepare, AuthorityRegister authorities, ContentRules contentRules)
    {
        CheckOrigin(errors, prepare.Authority, prepare.Unit, prepare.Author, authorities);
        PaperworkRules.CheckUnits(errors, prepare.Unit, prepare.OtherUnits);
        contentRules.Check(errors, "/content", prepare.Content, authorities);
        contentRules.Check(errors, "/note", prepare.Note);
    }

    /// <param name="unit">The author's unit, where the draft is known.</param>
    public static void Check(ValidationErrors errors, Edit edit, string? unit, AuthorityRegister authorities, ContentRules contentRules)
    {
        PaperworkRules.CheckUnits(errors, unit, edit.OtherUnits);
        contentRules.Check(errors, "/content", edit.Content, authorities);
        contentRules.Check(errors, "/note", edit.Note);
    }

    public static void Check(ValidationErrors errors, Sign sign) => errors.OptionalText("/position", sign.Position);

    public static void Check(ValidationErrors errors, RefuseVisa refuse) => errors.Text("/remarks", refuse.Remarks);

    public static void Check(ValidationErrors errors, Discard discard) => errors.Text("/reason", discard.Reason);

    private static void CheckOrigin(ValidationErrors errors, AuthorityCode authority, string unit, Author author, AuthorityRegister authorities)
    {
        if (authorities.Find(authority) is null)
            errors.Add("/authority", $"The register knows no authority {authority}.");
        else if (!authority.Registers)
            errors.Add("/authority", "Only authorities whose code ends in 000 register drafts; posts read.");
        errors.Name(new JsonPointer("/unit"), unit);
        errors.Text("/author/name", author.Name);
        errors.OptionalText("/author/position", author.Position);
    }
}
