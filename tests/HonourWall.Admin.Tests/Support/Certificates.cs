using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HonourWall.Admin.Tests.Support;

/// <summary>A certificate authority of one test.</summary>
public sealed class Certificates : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public Certificates()
    {
        var request = new CertificateRequest("CN=HonourWall test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(99));
    }

    public X509Certificate2Collection Authorities => [_authority];

    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>A certificate with its key, good for this name and for this machine's loopback address.</summary>
    /// <param name="days">For how long it is good; below zero it has ended.</param>
    public X509Certificate2 Issue(string name, int days = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_authority, DateTimeOffset.UtcNow.AddDays(days < 0 ? days - 1 : 0).AddHours(-1), DateTimeOffset.UtcNow.AddDays(days), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>As one PEM file holds it: the certificate, then its key.</summary>
    public static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n" + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n"; // ! : issued with its key

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }
}
