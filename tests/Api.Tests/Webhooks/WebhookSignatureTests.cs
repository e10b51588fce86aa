using System.Net;
using RmsOrleans.Api.Webhooks;

namespace RmsOrleans.Api.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Body =
        """{"type":"draft.status","message":"0199a7c4-5d2e-7c31-9b1f-3a6d2f4e8c10-1","sequence":1,"draft":"0199a7c4-5d2e-7c31-9b1f-3a6d2f4e8c10","number":"00/10216/21112026/00001","authority":"10216000","version":1,"status":"UnderConsideration","at":"2026-11-21T12:04:31.512+03:00","what":"DraftRegistered"}""";

    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string SecretOfBefore = "correct-horse-battery-staple";

    private static readonly DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(1795251873);

    /// <summary>The sums were made by openssl, as docs/webhooks.md shows.</summary>
    [Fact]
    public void Is_the_one_that_the_page_about_webhooks_shows()
    {
        Assert.Equal(
            "v1,/6B1redQMOmmqghpfSTLweS+ZEXTvjtwtdmj7a3qOBE=", WebhookSignature.StandardOf([Secret], "0199a7c4-5d2e-7c31-9b1f-3a6d2f4e8c10-1", at, Body));
        Assert.Equal("t=1795251873,v1=1af2677e5c0797126eb70b9849f70eab0838bf73fc2e1f3b003945d3d35b57c0", WebhookSignature.OwnOf([Secret], at, Body));
    }

    [Fact]
    public void Is_the_one_of_the_example_of_Standard_Webhooks() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.StandardOf([Secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}"""));

    /// <summary>The sums were made by openssl.</summary>
    [Fact]
    public void A_secret_of_before_signs_in_both_forms_with_its_own_bytes_and_of_two_each_signs()
    {
        Assert.Equal(
            "v1,/6B1redQMOmmqghpfSTLweS+ZEXTvjtwtdmj7a3qOBE= v1,SN8Z2fcasw2RBZSkx77KTc5p7/x6k+zUhOwBTqEZX6A=",
            WebhookSignature.StandardOf([Secret, SecretOfBefore], "0199a7c4-5d2e-7c31-9b1f-3a6d2f4e8c10-1", at, Body));
        Assert.Equal(
            "t=1795251873,v1=1af2677e5c0797126eb70b9849f70eab0838bf73fc2e1f3b003945d3d35b57c0,v1=87a1581e4f68e746ff58eab84670711617bc559342832f0f544454fe44d5f893",
            WebhookSignature.OwnOf([Secret, SecretOfBefore], at, Body));
    }

    [Fact]
    public void A_secret_that_is_made_is_one_and_never_the_same()
    {
        Assert.True(WebhookSecret.IsValid(WebhookSecret.Make()));
        Assert.Equal(32, WebhookSecret.Key(WebhookSecret.Make()).Length);
        Assert.NotEqual(WebhookSecret.Make(), WebhookSecret.Make());
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(200, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool isValid) => Assert.Equal(isValid, WebhookSecret.IsValid($"whsec_{Convert.ToBase64String(new byte[bytes])}"));

    [Theory]
    [InlineData(SecretOfBefore)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")]
    [InlineData("whsec_MfKQ 9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Anything_else_is_no_secret(string text) => Assert.False(WebhookSecret.IsValid(text));

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("::1", false)]
    [InlineData("::ffff:192.168.0.1", false)]
    [InlineData("64:ff9b::a01:203", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("2a00:1450::8", true)]
    public void Knows_public_addresses(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddresses.IsPublic(IPAddress.Parse(address)));
}
