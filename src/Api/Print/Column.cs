namespace RmsOrleans.Api.Print;

/// <summary>A column of a printed table.</summary>
internal sealed record Column(Phrase Title, Breaks Breaks = Breaks.Anywhere)
{
    public Column(string en, string ru, Breaks breaks = Breaks.Anywhere)
        : this(new Phrase(en, ru), breaks)
    {
    }
}

/// <summary>Where the cells of a column may be broken into lines.</summary>
internal enum Breaks
{
    /// <summary>Also inside a word, for what users write may have words of any length.</summary>
    Anywhere,

    /// <summary>For words of ours.</summary>
    BetweenWords,

    /// <summary>For what is short.</summary>
    Nowhere,

    /// <summary>Room for what is written by hand.</summary>
    ByHand,
}
