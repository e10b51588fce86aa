using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

public sealed class TlsTests
{
    private const string Host = "rms.example";
    private const string KeyPassword = "of the key";

    [Fact(Timeout = Limits.OneTest)]
    public async Task Is_spoken_with_the_certificate_of_the_settings_and_asks_browsers_to_keep_to_it()
    {
        using var site = Site.OnSqlite;
        using var certificate = WriteCertificate(site.Folder);
        var secrets = Directory.CreateDirectory(Path.Combine(site.Folder, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "Kestrel__Certificates__Default__Password"), KeyPassword);
        await using var program = await site.Start(
            "--Kestrel:Endpoints:Https:Url", "https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path", Path.Combine(site.Folder, "rms.pem"),
            "--Kestrel:Certificates:Default:KeyPath", Path.Combine(site.Folder, "rms.key"), "--Secrets:Folder", secrets);
        Assert.Equal(Uri.UriSchemeHttps, program.Address.Scheme);

        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == certificate.Thumbprint });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(program.Address, "/health/live")) { Headers = { Host = Host } };
        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    private static X509Certificate2 WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        var certificate = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "rms.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(
            Path.Combine(folder, "rms.key"),
            key.ExportEncryptedPkcs8PrivateKeyPem(KeyPassword, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        return certificate;
    }
}
