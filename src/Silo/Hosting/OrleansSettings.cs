using System.ComponentModel.DataAnnotations;
using System.Net;

namespace RmsOrleans.Silo.Hosting;

/// <summary>
/// The settings group <c>Orleans</c>, of a node in a cluster; one silo on SQLite opens no port and heeds none of them. Keep address and port
/// of a silo over restarts: a silo on a new address waits for the old ones to go stale (dotnet/orleans#4734).
/// </summary>
internal sealed class OrleansSettings
{
    public const string Section = "Orleans";

    [Required]
    public string ClusterId { get; set; } = "rms";

    [Required]
    public string ServiceId { get; set; } = "rms";

    /// <summary>The address under which the other silos reach this one.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port under which the other silos reach this one.</summary>
    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port that is listened on, where it is not the one that the others call, such as behind a forwarded port; 0: the same.</summary>
    [Range(0, 65535)]
    public int ListenPort { get; set; }

    /// <summary>For clients of the cluster that are no silos. There are none, so it stays closed unless asked for.</summary>
    [Range(0, 65535)]
    public int GatewayPort { get; set; }

    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan IAmAlivePeriod { get; set; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:10", "00:10:00")]
    public TimeSpan LongestJoin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a silo looks whether its neighbours answer, and how long it waits; three misses seen by two silos are a death.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:30")]
    public TimeSpan ProbePeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A PEM file with this silo's certificate chain and key. With it, and the <see cref="CertificateAuthority"/>, silos speak TLS and let
    /// nobody in who has no certificate of that authority.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>A PEM file with the authority that signs the silos' certificates: one of this cluster's own, no public one.</summary>
    public string? CertificateAuthority { get; set; }

    public static OrleansSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<OrleansSettings>() ?? new OrleansSettings();
        var errors = new List<ValidationResult>();
        if (!Validator.TryValidateObject(settings, new ValidationContext(settings), errors, validateAllProperties: true))
            throw new StartRefusedException($"{Section}: {string.Join(" ", errors.Select(error => error.ErrorMessage))}");
        if (string.IsNullOrEmpty(settings.Certificate) != string.IsNullOrEmpty(settings.CertificateAuthority))
            throw new StartRefusedException($"{Section}:{nameof(Certificate)} and {Section}:{nameof(CertificateAuthority)} go together; one of them is missing.");
        return IPAddress.TryParse(settings.Address, out _)
            ? settings
            : throw new StartRefusedException($"{Section}:{nameof(Address)} must be an IP address, not '{settings.Address}'.");
    }
}
