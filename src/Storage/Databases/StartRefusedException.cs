namespace RmsOrleans.Storage.Databases;

/// <summary>The program cannot start as it was asked to; the message says what would help, and no trace is shown.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Where a command was sent, nothing is: a name may be misspelt, so that is no success.</summary>
internal sealed class NothingThereException(string message, Exception? inner = null) : Exception(message, inner);
