namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>A registration number in JSON.</summary>
public sealed class RegistrationNumberJson()
    : OneString<RegistrationNumber>("a registration number such as 00/10216/21112026/00001", "00/10216/21112026/00001")
{
    protected override bool TryParse(string text, out RegistrationNumber value) => RegistrationNumber.TryParse(text, out value);
}
