using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HonourWall.Admin.TlsCheck;

/// <summary>
/// Looks from the outside at what browsers meet: whose certificate, for which name, for how long, which versions of TLS, and whether the browser is told to stay
/// with TLS (HSTS). Sends nothing but a request for the front page.
/// </summary>
/// <param name="at">Where to connect to.</param>
/// <param name="name">The name that the certificate has to bear.</param>
/// <param name="leastDays">How many days the certificate has to be good for.</param>
public sealed class TlsExamination(DnsEndPoint at, string name, int leastDays, TimeProvider clock)
{
    private static readonly (int Version, string Name, bool Wanted)[] Versions =
        [(TlsOffer.Tls13, "TLS 1.3", true), (TlsOffer.Tls12, "TLS 1.2", true), (TlsOffer.Tls11, "TLS 1.1", false), (TlsOffer.Tls10, "TLS 1.0", false)];

    private readonly List<TlsFinding> _findings = [];

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public async Task<IReadOnlyList<TlsFinding>> RunAsync(CancellationToken cancel)
    {
        await GreetAsync(cancel);
        var taken = new List<string>();
        foreach (var (version, word, wanted) in Versions)
        {
            if (!await TlsOffer.IsTakenAsync(at, name, version, cancel)) continue;
            taken.Add(word);
            if (!wanted) Add(false, $"接受 {word}：它已不安全。请在 nginx 里写 ssl_protocols TLSv1.2 TLSv1.3;");
        }
        Add(taken.Contains("TLS 1.3") || taken.Contains("TLS 1.2"), $"接受的版本：{(taken.Count == 0 ? "一个也没有" : string.Join('、', taken))}");
        return _findings;
    }

    private async Task GreetAsync(CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(at.Host, at.Port, cancel);
        // Looked at here instead of believed: whatever is wrong is told, and nothing is sent that anybody could misuse.
#pragma warning disable CA5359
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, chain, errors) =>
        {
            if (certificate is not null) Judge(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()), chain, errors);
            return true;
        });
#pragma warning restore CA5359
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = name }, cancel);
            await tls.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n"), cancel);
            using var reader = new StreamReader(tls, Encoding.Latin1);
            var hsts = "";
            while (await reader.ReadLineAsync(cancel) is { Length: > 0 } line)
                if (line.Split(':', 2) is [var header, var value] && header.Equals("Strict-Transport-Security", StringComparison.OrdinalIgnoreCase)) hsts = value.Trim();
            Add(hsts.Length > 0, hsts.Length > 0 ? $"HSTS：{hsts}" : "没有 HSTS：浏览器不知道要一直用 TLS。系统自己会发这个响应头，请看 nginx 是不是去掉了它，或答的不是这个系统。");
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            Add(false, "TLS 握手没有成功：" + e.Message);
        }
    }

    private void Judge(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        using (certificate)
        {
            var status = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status) & ~X509ChainStatusFlags.NotTimeValid;
            var root = chain?.ChainElements.LastOrDefault()?.Certificate.Subject ?? "";
            Add(status == X509ChainStatusFlags.NoError, status == X509ChainStatusFlags.NoError
                ? $"签发机构：{certificate.Issuer}，为这台机器所信任（根：{root}）"
                : $"签发机构：{certificate.Issuer}。{Wrong(certificate, status)}");
            var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString()))).ToList();
            var fits = !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
            Add(fits, fits ? $"名称：证书写着 {name}" : $"名称：证书里没有 {name}，只有 {(names.Count == 0 ? "（无）" : string.Join('、', names))}。请换一张写着这个名称的证书。");
            var (today, from, to) = (clock.GetUtcNow(), certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
            var days = (int)Math.Floor((to - today).TotalDays);
            string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (today < from) Add(false, $"有效期：从 {Day(from)} 才开始。请看证书，也看这台机器的时钟。");
            else if (today > to) Add(false, $"有效期：已在 {Day(to)} 过期。请马上换新证书。");
            else Add(days >= leastDays, $"有效期：到 {Day(to)}，还有 {days} 天{(days >= leastDays ? "" : $"，不足 {leastDays} 天。请换新证书。")}");
        }
    }

    private static string Wrong(X509Certificate2 certificate, X509ChainStatusFlags status) =>
        certificate.Subject == certificate.Issuer ? "这是自签名的证书，没有任何机构担保。请用公共机构（或单位自己的、浏览器已信任的机构）签发的证书。"
        : (status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0 ? "这台机器不信任这个机构，或服务器没有送出中间证书。请把中间证书接在 ssl_certificate 的文件里；单位自己的机构，先装进各台机器。"
        : $"证书链有问题（{status}）。请换一张证书。";

    private void Add(bool good, string text) => _findings.Add(new(good, text));
}
