using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>An authority of a cluster's own, which signs the certificates of its silos; both lie as PEM files in a folder.</summary>
internal sealed class PrivateAuthority : IDisposable
{
    private readonly string folder;
    private readonly X509Certificate2 certificate;
    private int signed;

    public PrivateAuthority(string folder, string name)
    {
        (this.folder, Name) = (folder, name);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
    }

    public string Name { get; }

    public string CertificateFile => Path.Combine(folder, $"{Name}.pem");

    /// <summary>A new silo's certificate and key in one file.</summary>
    /// <param name="days">For so many from yesterday on it is valid.</param>
    public string Sign(int days = 2)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=silo {++signed}", key, HashAlgorithmName.SHA256);
        var from = certificate.NotBefore.AddMinutes(1);
        using var own = request.Create(certificate, from, from.AddDays(days).AddMinutes(-2), [(byte)signed]);
        var file = Path.Combine(folder, $"{Name}-{signed}.pem");
        File.WriteAllLines(file, [own.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem()]);
        return file;
    }

    /// <summary>The settings of a silo with a certificate of this authority, which it expects of the others too.</summary>
    public string[] Settings => ["--Orleans:Certificate", Sign(), "--Orleans:CertificateAuthority", CertificateFile];

    public void Dispose() => certificate.Dispose();
}
