using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HonourWall.Admin.Tests.Support;

/// <summary>A syslog server over TLS (RFC 5425) that asks for a certificate, reads frames by their length and keeps them.</summary>
public sealed class SyslogServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Task _accepting;

    public SyslogServer(X509Certificate2 certificate, int? port = null)
    {
        _certificate = certificate;
        Port = port ?? FreePort.Next();
        _listener = new(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public ConcurrentQueue<string> Messages { get; } = new();

    /// <summary>The subject of the certificate that a client showed.</summary>
    public ConcurrentQueue<string?> Clients { get; } = new();

    /// <summary>Waits until what has come is enough.</summary>
    public async Task<string[]> WaitAsync(Func<string[], bool> enough)
    {
        for (var waited = 0; !enough([.. Messages]); waited++)
        {
            if (waited > 600) throw new TimeoutException($"After 30 seconds {Messages.Count} messages had come.");
            await Task.Delay(50);
        }
        return [.. Messages];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true) clients.Add(ReadAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // It stops.
        }
        await Task.WhenAll(clients);
    }

    private async Task ReadAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate, ClientCertificateRequired = true, RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null }, _stop.Token);
            Clients.Enqueue(stream.RemoteCertificate?.Subject);
            var one = new byte[1];
            for (var length = 0; await stream.ReadAsync(one, _stop.Token) == 1;)
            {
                if (one[0] != ' ')
                {
                    length = length * 10 + int.Parse([(char)one[0]], NumberStyles.None, CultureInfo.InvariantCulture);
                    continue;
                }
                var message = new byte[length];
                await stream.ReadExactlyAsync(message, _stop.Token);
                Messages.Enqueue(Encoding.UTF8.GetString(message));
                length = 0;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client left, or would not have us.
        }
    }
}
