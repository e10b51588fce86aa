namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>A registration ended in a way that nobody foresaw. Nothing was written for this draft.</summary>
[GenerateSerializer, Alias("registration-failed")]
public sealed class RegistrationFailedException : Exception
{
    public RegistrationFailedException()
    {
    }

    public RegistrationFailedException(string message)
        : base(message)
    {
    }

    public RegistrationFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
