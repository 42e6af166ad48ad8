using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace HonourWall.Admin.LogServer;

/// <summary>A TLS connection to the log server, whose certificate has been verified.</summary>
public sealed class LogConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly TcpClient _client;
    private readonly SslStream _stream;
    private readonly Task _otherSide;

    private LogConnection(TcpClient client, SslStream stream) => (_client, _stream, _otherSide) = (client, stream, ListenAsync(stream));

    /// <summary>The other side has left. What was written into such a connection is lost without a word.</summary>
    public bool IsLeft => _otherSide.IsCompleted;

    /// <exception cref="IOException">Nobody answers, or not with a certificate that can be trusted.</exception>
    public static async Task<LogConnection> OpenAsync(LogServerAddress address, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, patience.Token);
            var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsClientAsync(Greeting(address), patience.Token);
            return new(client, stream);
        }
        catch (Exception e)
        {
            client.Dispose();
            if (cancel.IsCancellationRequested) throw;
            throw e is SocketException or IOException or AuthenticationException or OperationCanceledException ? new IOException($"{address.Host}:{address.Port}: {e.GetType().Name}", e) : e;
        }
    }

    public async Task SendAsync(byte[] message, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await _stream.WriteAsync(message, patience.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new IOException("The log server takes nothing any more.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    // A syslog server never says anything; reading ends when it goes.
    private static async Task ListenAsync(SslStream stream)
    {
        try
        {
            while (await stream.ReadAsync(new byte[1]) > 0) { }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It went without saying so, or we did.
        }
    }

    private static SslClientAuthenticationOptions Greeting(LogServerAddress address)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = address.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
        if (address.Own is { } own) options.ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true);
        if (address.Authorities is { } authorities)
        {
            options.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        return options;
    }
}
