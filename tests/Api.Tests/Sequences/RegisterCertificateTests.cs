using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Api.Tests.Sequences;

public sealed class RegisterCertificateTests
{
    private static readonly DateTimeOffset at = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_an_unbroken_register_agrees()
    {
        var register = Register(1, 2, 3);

        var certificate = Certify(register);

        Assert.Equal(("00/10216/21112026/00001", "00/10216/21112026/00003", 3), (certificate.First!.Number, certificate.Last!.Number, certificate.Count));
        Assert.True(certificate.ChainAgrees);
        Assert.Equal(register[^1].Hash, certificate.Head);
    }

    [Fact]
    public void Of_an_empty_register_begins_the_chain()
    {
        var certificate = Certify([]);

        Assert.Equal(0, certificate.Count);
        Assert.Null(certificate.First);
        Assert.Equal(Chain.Start, certificate.Head);
        Assert.True(certificate.ChainAgrees);
    }

    [Fact]
    public void Names_what_is_missing_from_the_first_serial_on()
    {
        var certificate = Certify(Register(3, 4, 7));

        Assert.Equal((long[])[1, 2, 5, 6], certificate.Missing.ToArray());
        Assert.Equal(4, certificate.MissingCount);
    }

    [Fact]
    public void Names_what_is_missing_at_the_end_when_the_sequence_has_come_further()
    {
        var register = Register(1, 2, 3);
        var certificate = new RegisterCertificate(new SequenceKey("00-10216"));
        certificate.Add(register[0]);
        certificate.End(3, register[2].Hash);

        Assert.Equal((long[])[2, 3], certificate.Missing.ToArray());
        Assert.False(certificate.ChainAgrees);
    }

    [Fact]
    public void Names_what_is_repeated()
    {
        var certificate = Certify(Register(1, 2, 2, 3));

        Assert.Equal((long[])[2], certificate.Repeated.ToArray());
        Assert.Equal((1, 0), (certificate.RepeatedCount, certificate.MissingCount));
    }

    [Fact]
    public void Lists_a_hundred_and_counts_all()
    {
        var certificate = Certify(Register(1, 1_000_000_000_000));

        Assert.Equal(999_999_999_998, certificate.MissingCount);
        Assert.Equal(RegisterCertificate.MostListed, certificate.Missing.Length);
    }

    public static TheoryData<string> Changes => ["number", "subject", "version", "line", "time", "hash", "swapped", "another sequence"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Finds_the_first_link_that_was_changed(string change)
    {
        var register = Register(1, 2, 3, 4);
        var entry = register[1];
        switch (change)
        {
            case "number": register[1] = entry with { Number = "00/10216/22112026/00002" }; break;
            case "subject": register[1] = entry with { Subject = new Guid(9, 9, 9, [9, 9, 9, 9, 9, 9, 9, 9]) }; break;
            case "version": register[1] = entry with { Version = 2 }; break;
            case "line": register[1] = entry with { LineHash = [99] }; break;
            case "time": register[1] = entry with { At = at.AddMilliseconds(1) }; break;
            case "hash": register[1] = entry with { Hash = Chain.Start }; break;
            case "swapped": (register[1], register[2]) = (register[2] with { Serial = 2 }, register[1] with { Serial = 3 }); break;
            case "another sequence": register = Register([1, 2, 3, 4], at: 1, digits: "10702"); break;
        }

        Assert.Equal(2, Certify(register).BrokenAt);
    }

    private static RegisterCertificate Certify(RegisterEntry[] register)
    {
        var certificate = new RegisterCertificate(new SequenceKey("00-10216"));
        foreach (var entry in register)
            certificate.Add(entry);
        certificate.End(register.LastOrDefault()?.Serial ?? 0, register.LastOrDefault()?.Hash ?? Chain.Start);
        return certificate;
    }

    private static RegisterEntry[] Register(params long[] serials) => Register(serials, at: -1, digits: "");

    /// <param name="at">Where a number of another office stands, if anywhere.</param>
    private static RegisterEntry[] Register(long[] serials, int at, string digits)
    {
        var hash = Chain.Start;
        return [.. serials.Select((serial, i) =>
        {
            var number = $"00/{(i == at ? digits : "10216")}/21112026/{serial:D5}";
            var subject = new Guid(i, 0, 0, new byte[8]);
            hash = Chain.Registration(hash, number, subject, 1, [(byte)i], RegisterCertificateTests.at);
            return new RegisterEntry(serial, number, subject, 1, [(byte)i], RegisterCertificateTests.at, hash);
        })];
    }
}
