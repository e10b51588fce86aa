namespace RmsOrleans.Desk.Pages;

/// <summary>An answer that shows nothing of what was read for it, so that nothing of it is noted in the read log.</summary>
internal interface IShowsNothing;
