namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>A registration failed unexpectedly. Nothing was written for this draft.</summary>
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
