namespace RmsOrleans.Storage.Databases;

/// <summary>The program cannot start as it was asked to; the message says what would help, and no trace is shown.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
