using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HonourWall.Admin.Operations;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HonourWall.Admin.Web;

/// <summary>The one port of the room: TLS when it has a certificate, and then nothing else.</summary>
public static class Listening
{
    public static void ListenAt(this KestrelServerOptions kestrel, IPAddress address, int port, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = AdminApp.MaximumBody;
        kestrel.Listen(address, port, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate, https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
        });
    }

    /// <param name="file">PEM: the certificate and its key.</param>
    /// <exception cref="OperationException">It cannot be read.</exception>
    public static X509Certificate2 Certificate(string file)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new OperationException("--certificate 的文件读不出（须是含证书和私钥的 PEM）：" + e.Message);
        }
    }
}
