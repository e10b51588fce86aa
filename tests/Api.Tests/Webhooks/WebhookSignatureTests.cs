using System.Net;
using RmsOrleans.Api.Webhooks;

namespace RmsOrleans.Api.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Body =
        """{"message":"0199a7c4-5d2e-7c31-9b1f-3a6d2f4e8c10-1","sequence":1,"draft":"0199a7c4-5d2e-7c31-9b1f-3a6d2f4e8c10","number":"00/10216/21112026/00001","authority":"10216000","version":1,"status":"UnderConsideration","at":"2026-11-21T12:04:31.512+03:00","what":"DraftRegistered"}""";

    /// <summary>The sum was made by openssl, as docs/webhooks.md shows.</summary>
    [Fact]
    public void Is_the_one_that_the_page_about_webhooks_shows() => Assert.Equal(
        "t=1795251873,v1=b82175495d910d7ad706ddef01691e8a199f3dd9cdd10ee7fef9985283da6804",
        WebhookSignature.Of("correct-horse-battery-staple", DateTimeOffset.FromUnixTimeSeconds(1795251873), Body));

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
