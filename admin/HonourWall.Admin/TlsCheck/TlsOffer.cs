using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace HonourWall.Admin.TlsCheck;

/// <summary>
/// Asks a server for one version of TLS and for no other, by the first message of a handshake alone. Written out byte by byte because the TLS library of this
/// machine may itself refuse an old version: its refusal would be taken for the server's.
/// </summary>
public static class TlsOffer
{
    public const int Tls10 = 0x0301, Tls11 = 0x0302, Tls12 = 0x0303, Tls13 = 0x0304;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Of each kind enough that no server with any certificate finds nothing to choose.
    private static readonly int[] NewCiphers = [0x1301, 0x1302, 0x1303];
    private static readonly int[] OldCiphers = [0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC009, 0xC013, 0xC00A, 0xC014, 0x009C, 0x009D, 0x002F, 0x0035, 0x000A];
    private static readonly int[] Groups = [0x001D, 0x0017, 0x0018];
    private static readonly int[] Signatures = [0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201];

    /// <returns>Whether the server goes on with just this version.</returns>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<bool> IsTakenAsync(DnsEndPoint at, string name, int version, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(at.Host, at.Port, patience.Token);
        try
        {
            var stream = client.GetStream();
            await stream.WriteAsync(Record(Hello(name, version)), patience.Token);
            var head = new byte[5];
            await stream.ReadExactlyAsync(head, patience.Token);
            var body = new byte[head[3] << 8 | head[4]];
            await stream.ReadExactlyAsync(body, patience.Token);
            return head[0] == 22 && Chosen(body) == version; // 22: a handshake; 21 would be an alert
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return false; // Closed without a word, or silence.
        }
    }

    // The ServerHello: kind, length, version, 32 random bytes, session, cipher, compression, extensions. TLS 1.3 is named in an extension only.
    private static int Chosen(ReadOnlySpan<byte> hello)
    {
        if (hello.Length < 39 || hello[0] != 2) return 0;
        var (chosen, at) = (hello[4] << 8 | hello[5], 39 + hello[38] + 3 + 2);
        while (at + 4 <= hello.Length)
        {
            var (kind, length) = (hello[at] << 8 | hello[at + 1], hello[at + 2] << 8 | hello[at + 3]);
            if (kind == 43 && at + 6 <= hello.Length) return hello[at + 4] << 8 | hello[at + 5];
            at += 4 + length;
        }
        return chosen;
    }

    private static byte[] Hello(string name, int version)
    {
        byte[] extensions =
        [
            .. IPAddress.TryParse(name, out _) ? [] : Extension(0, Sized(2, [0, .. Sized(2, Encoding.ASCII.GetBytes(name))])),
            .. Extension(10, Sized(2, Numbers(Groups))), .. Extension(11, [1, 0]), .. Extension(13, Sized(2, Numbers(Signatures))),
            .. version == Tls13 ? [.. Extension(43, Sized(1, Numbers([Tls13]))), .. Extension(51, Sized(2, [.. Numbers([Groups[0]]), .. Sized(2, RandomNumberGenerator.GetBytes(32))]))] : (byte[])[],
        ];
        byte[] body =
        [
            .. Numbers([Math.Min(version, Tls12)]), .. RandomNumberGenerator.GetBytes(32), 0,
            .. Sized(2, Numbers(version == Tls13 ? NewCiphers : OldCiphers)), 1, 0, .. Sized(2, extensions),
        ];
        return [1, .. Sized(3, body)];
    }

    private static byte[] Record(byte[] hello) => [22, 3, 1, .. Sized(2, hello)];

    private static byte[] Extension(int kind, byte[] content) => [.. Numbers([kind]), .. Sized(2, content)];

    private static byte[] Numbers(int[] numbers) => [.. numbers.SelectMany(n => (byte[])[(byte)(n >> 8), (byte)n])];

    private static byte[] Sized(int bytes, byte[] content) => [.. Enumerable.Range(1, bytes).Select(i => (byte)(content.Length >> 8 * (bytes - i))), .. content];
}
