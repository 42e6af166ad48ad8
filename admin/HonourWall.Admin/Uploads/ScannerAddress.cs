using System.Net;
using System.Net.Sockets;
using HonourWall.Admin.Operations;

namespace HonourWall.Admin.Uploads;

/// <summary>Where the ClamAV daemon listens: a Unix socket, or a port of this machine. What is sent there is private and is not encrypted, so it never leaves the machine.</summary>
public sealed record ScannerAddress(EndPoint Place)
{
    /// <exception cref="OperationException">It is neither, or on another machine.</exception>
    public static ScannerAddress Parse(string text)
    {
        if (text.StartsWith('/')) return new(new UnixDomainSocketEndPoint(text));
        if (IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out var place) && place.Port > 0 && IPAddress.IsLoopback(place.Address)) return new(place);
        throw new OperationException("--virus-scanner 须是本机 clamd 的套接字（如 /run/clamav/clamd.ctl）或本机端口（如 127.0.0.1:3310）：上传的文件不加密地交给它，不能出本机。");
    }
}
