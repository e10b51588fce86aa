using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Content;

public sealed class NoteRulesTests
{
    private static ExplanatoryNote Note => Ceramics.Note;

    [Fact]
    public void With_a_methodology_only_the_calculation_is_needed() =>
        Assert.Empty(ContentFaults.Of(Note with { Methodology = "Target methodology of 2025", Logic = null }));

    [Fact]
    public void It_may_hold_for_one_day_and_expect_no_consignment() =>
        Assert.Empty(ContentFaults.Of(Note with { ValidFrom = Note.ValidTo, ExpectedConsignments = 0 }));

    public static TheoryData<ExplanatoryNote, string[]> Faulty => new()
    {
        { Note with { Sources = [] }, ["/note/sources"] },
        { Note with { Sources = ["Declarations", " "] }, ["/note/sources/1"] },
        { Note with { Sources = [.. Enumerable.Repeat("Declarations", 1001)] }, ["/note/sources"] },
        { Note with { Logic = null }, ["/note/logic"] },
        { Note with { Methodology = "", Logic = "" }, ["/note/logic"] },
        { Note with { Methodology = "\0" }, ["/note/methodology"] },
        { Note with { Logic = "\u0007" }, ["/note/logic"] },
        { Note with { Calculation = "", Assessment = "", Consequences = "" }, ["/note/calculation", "/note/assessment", "/note/consequences"] },
        { Note with { ExpectedConsignments = -1 }, ["/note/expectedConsignments"] },
        { Note with { ValidTo = Note.ValidFrom.AddDays(-1) }, ["/note/validTo"] },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Each_fault_is_named_where_it_is(ExplanatoryNote note, string[] pointers) => Assert.Equal(pointers, ContentFaults.Of(note).Pointers());

    [Fact]
    public void What_could_not_be_read_is_not_compared() =>
        Assert.Empty(ContentFaults.Of(
            Note with { Methodology = "", Logic = null, ValidFrom = DateOnly.MaxValue }, [new("/note/methodology", Phrase.Same("")), new("/note/validFrom", Phrase.Same(""))]));
}
