using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HonourWall.Admin.Cli;
using HonourWall.Admin.Tests.Support;
using Xunit;

namespace HonourWall.Admin.Tests.Cli;

/// <summary>The operator's look at what browsers meet, against a real nginx with good and bad certificates.</summary>
public sealed class CheckTlsTests : IAsyncLifetime
{
    private const string Address = "https://admin.example.org";

    private readonly string _folder = Directory.CreateTempSubdirectory("hwtls").FullName;
    private readonly Dictionary<string, int> _ports = [];
    private Process? _nginx;

    public async ValueTask InitializeAsync()
    {
        using var authority = new Certificates();
        await File.WriteAllTextAsync(Path.Combine(_folder, "authority.pem"), authority.AuthorityPem);
        using var good = authority.Issue("admin.example.org", days: 60);
        using var soon = authority.Issue("admin.example.org", days: 3);
        using var expired = authority.Issue("admin.example.org", days: -2);
        using var elsewhere = authority.Issue("elsewhere.example.org", days: 60);
        using var own = SelfSigned();
        const string modern = "ssl_protocols TLSv1.2 TLSv1.3; add_header Strict-Transport-Security 'max-age=63072000; includeSubDomains';";
        var servers = string.Concat(
            Server("good", good, modern), Server("soon", soon, modern), Server("expired", expired, modern), Server("elsewhere", elsewhere, modern), Server("own", own, modern),
            Server("old", good, "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_ciphers ALL:@SECLEVEL=0;"));
        var temporary = string.Concat(((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(kind => $"{kind}_temp_path {_folder}/{kind};\n"));
        var file = Path.Combine(_folder, "nginx.conf");
        await File.WriteAllTextAsync(file, $"daemon off;\npid {_folder}/nginx.pid;\nerror_log {_folder}/error.log;\n{(Environment.UserName == "root" ? "user root;\n" : "")}events {{}}\nhttp {{\naccess_log off;\n{temporary}{servers}}}\n");
        _nginx = Process.Start(new ProcessStartInfo(File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", ["-c", file, "-p", _folder]) { RedirectStandardError = true }) ?? throw new InvalidOperationException("nginx did not start.");
        for (var waited = 0; !await AnswersAsync(); waited++)
        {
            if (_nginx.HasExited || waited > 200) throw new InvalidOperationException("nginx: " + await _nginx.StandardError.ReadToEndAsync());
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task Check_tls_says_what_browsers_meet_and_answers_one_when_something_is_not_good()
    {
        var (code, output) = await CheckAsync("good", trusted: true);
        Assert.Equal((ExitCode.Ok, 0), (code, output.Count(c => c == '✗')));
        foreach (var said in (string[])["CN=HonourWall test authority，为这台机器所信任", "证书写着 admin.example.org", "还有 59 天", "接受的版本：TLS 1.3、TLS 1.2\n", "HSTS：max-age=63072000; includeSubDomains"]) Assert.Contains(said, output, StringComparison.Ordinal);

        foreach (var (server, trusted, said) in ((string, bool, string)[])
        [
            ("good", false, "✗ 签发机构：CN=HonourWall test authority。这台机器不信任这个机构"), ("own", true, "✗ 签发机构：CN=admin.example.org。这是自签名的证书"),
            ("expired", true, "✗ 有效期：已在 "), ("soon", true, "还有 2 天，不足 14 天"), ("elsewhere", true, "✗ 名称：证书里没有 admin.example.org，只有 elsewhere.example.org"),
        ])
        {
            (code, output) = await CheckAsync(server, trusted);
            Assert.Equal(ExitCode.Errors, code);
            Assert.Contains(said, output, StringComparison.Ordinal);
            Assert.True(output.Count(c => c == '✗') == 1, $"{server}: {output}"); // and finds nothing else wrong
        }
        (code, output) = await CheckAsync("old", trusted: true);
        Assert.Equal(ExitCode.Errors, code);
        foreach (var said in (string[])["✗ 接受 TLS 1.1", "✗ 接受 TLS 1.0", "✗ 没有 HSTS", "接受的版本：TLS 1.3、TLS 1.2、TLS 1.1、TLS 1.0"]) Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "http://admin.example.org")]
    [InlineData(ExitCode.Usage, "admin.example.org")]
    [InlineData(ExitCode.Usage, Address, "--connect", "here")]
    [InlineData(ExitCode.InputOutput, Address, "--connect", "127.0.0.1:1")]
    public async Task An_address_that_is_none_and_a_server_that_is_not_there_are_told_apart(int expected, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        Assert.Equal(expected, await AdminCommandLine.RunAsync(["check-tls", .. args], output, error));
        Assert.Equal("", output.ToString());
        Assert.NotEqual("", error.ToString());
    }

    // In a process of its own: which authorities are trusted is read once.
    private async Task<(int Code, string Output)> CheckAsync(string server, bool trusted)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "honourwall-admin.dll"), "check-tls", Address, "--connect", $"127.0.0.1:{_ports[server]}"]) { RedirectStandardOutput = true };
        if (trusted) start.Environment["SSL_CERT_FILE"] = Path.Combine(_folder, "authority.pem");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private string Server(string name, X509Certificate2 certificate, string lines)
    {
        var pem = Path.Combine(_folder, name + ".pem");
        File.WriteAllText(pem, Certificates.Pem(certificate));
        _ports[name] = FreePort.Next();
        return $"server {{ listen 127.0.0.1:{_ports[name]} ssl; ssl_certificate {pem}; ssl_certificate_key {pem}; {lines} location / {{ return 200; }} }}\n";
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _ports["good"]);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=admin.example.org", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("admin.example.org");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(60));
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            _nginx.Kill(entireProcessTree: true);
            await _nginx.WaitForExitAsync();
            _nginx.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }
}
