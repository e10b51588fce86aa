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

/// <summary>What can be printed of a profile by itself.</summary>
internal enum ProfilePrintPart
{
    /// <summary>The latest version with its note, and an extract of the journal.</summary>
    Profile,

    /// <summary>The form of the legal act by which it is communicated on paper, with the profile annexed.</summary>
    Act,
}
