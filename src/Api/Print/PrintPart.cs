namespace RmsOrleans.Api.Print;

/// <summary>What can be printed of a draft by itself; a page has what there is of them, each on sheets of its own.</summary>
internal enum PrintPart
{
    /// <summary>Draft and note with signature and visas.</summary>
    Draft,

    /// <summary>Of every joint meeting, whichever version it was about.</summary>
    Minutes,

    /// <summary>Of the directorate, agreed, whichever version it was about.</summary>
    Opinion,

    /// <summary>Profile and note with visas and signatures.</summary>
    Profile,

    /// <summary>Letter or memorandum.</summary>
    Covering,

    /// <summary>An extract of the journal.</summary>
    Journal,
}
