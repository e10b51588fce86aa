using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace RmsOrleans.Silo.Hosting;

/// <summary>
/// Silos that know each other by certificates of the cluster's own authority, on both ends of every connection. Names in them are not looked
/// at: whoever has one of that authority is a silo.
/// </summary>
internal static class SiloCertificates
{
    public static ISiloBuilder UseCertificates(this ISiloBuilder silo, OrleansSettings settings)
    {
        if (string.IsNullOrEmpty(settings.Certificate))
            return silo;

        var own = Read(nameof(OrleansSettings.Certificate), settings.Certificate, path => X509Certificate2.CreateFromPemFile(path));
        var authority = Read(nameof(OrleansSettings.CertificateAuthority), settings.CertificateAuthority!, Authorities);
        if (!IsOf(authority, own))
            throw new StartRefusedException($"{OrleansSettings.Section}:{nameof(OrleansSettings.Certificate)} is not of the authority in {OrleansSettings.Section}:{nameof(OrleansSettings.CertificateAuthority)}, or not valid today.");

        return silo.UseTls(own, tls =>
        {
            tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.RemoteCertificateValidation = (certificate, _, _) => IsOf(authority, certificate);
            tls.OnAuthenticateAsClient = (_, authentication) => authentication.TargetHost = settings.ClusterId;
        });
    }

    private static bool IsOf(X509Certificate2Collection authority, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("It has no certificate.");
    }

    private static T Read<T>(string setting, string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new StartRefusedException($"{OrleansSettings.Section}:{setting}, the file {path}, cannot be used: {failure.Message}", failure);
        }
    }
}
