using RmsOrleans.Desk.Changes;

namespace RmsOrleans.Desk.Tests;

/// <summary>What is marked as different in two texts.</summary>
public sealed class WordDifferenceTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("one two", "one two", "=one two")]
    [InlineData("", "new", "+new")]
    [InlineData("old", "", "-old")]
    [InlineData("a low price of tiles", "a low value of glazed tiles", "=a low |-price |+value |=of |+glazed |=tiles")]
    public void Marks_the_words_that_came_and_went(string before, string after, string expected)
    {
        var pieces = WordDifference.Of(before, after);

        Assert.Equal(before, string.Concat(pieces.Where(piece => piece.Kind != PieceKind.Added).Select(piece => piece.Text)));
        Assert.Equal(after, string.Concat(pieces.Where(piece => piece.Kind != PieceKind.Removed).Select(piece => piece.Text)));
        Assert.Equal(expected, string.Join('|', pieces.Select(piece => $"{(piece.Kind switch { PieceKind.Added => '+', PieceKind.Removed => '-', PieceKind.Kept => '=' })}{piece.Text}")));
    }

    [Fact]
    public void Shows_what_is_too_long_to_compare_whole()
    {
        var (before, after) = (string.Concat(Enumerable.Range(0, 2_000).Select(word => $"a{word} ")), string.Concat(Enumerable.Range(0, 2_000).Select(word => $"b{word} ")));
        Assert.True(WordDifference.Of(before, after) is [{ Kind: PieceKind.Removed } removed, { Kind: PieceKind.Added } added] && (removed.Text, added.Text) == (before, after));
    }
}
