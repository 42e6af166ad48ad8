using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HonourWall.Admin.Operations;

namespace HonourWall.Admin.LogServer;

/// <summary>A syslog server on another machine, reached over TLS only.</summary>
/// <param name="Authorities">Who may have issued its certificate; null for those that the system trusts.</param>
/// <param name="Own">The certificate that the room shows to it; null for none.</param>
public sealed record LogServerAddress(string Host, int Port, X509Certificate2Collection? Authorities, X509Certificate2? Own)
{
    private const int StandardPort = 6514;

    /// <param name="place"><c>host</c> or <c>host:port</c>.</param>
    /// <param name="authorityFile">PEM.</param>
    /// <param name="ownFile">PEM with certificate and key.</param>
    /// <exception cref="OperationException">It is no address, or a file cannot be read.</exception>
    public static LogServerAddress Read(string place, string? authorityFile, string? ownFile)
    {
        var parts = place.Split(':');
        var port = StandardPort;
        if (parts[0].Length == 0 || parts.Length > 2 || parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
            throw new OperationException("--syslog 须是 主机名 或 主机名:端口，如 log.example.org:6514。");
        try
        {
            X509Certificate2Collection? authorities = null;
            if (authorityFile is not null)
            {
                authorities = [];
                authorities.ImportFromPemFile(authorityFile);
            }
            return new(parts[0], port, authorities, ownFile is null ? null : X509Certificate2.CreateFromPemFile(ownFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new OperationException("--syslog-ca 或 --syslog-certificate 的文件读不出：" + e.Message);
        }
    }
}
