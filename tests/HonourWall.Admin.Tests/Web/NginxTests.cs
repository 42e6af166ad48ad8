using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tests.Applications;
using HonourWall.Admin.Tests.Support;
using HonourWall.Admin.TlsCheck;
using HonourWall.Admin.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>The room behind a real nginx with TLS, with the very lines that docs/admin-operations.md tells an operator to write.</summary>
public partial class NginxTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Behind_nginx_with_TLS_the_room_works_as_the_operators_paper_says(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var inner = FreePort.Next();
        using var authority = new Certificates();
        using var certificate = authority.Issue("room");
        await using var app = AdminApp.Build(new()
        {
            Folder = room.Folder,
            Database = room.Address,
            Ring = room.Ring,
            Policy = new(PasswordProfile.Asvs, SecondFactorRequired: false),
            Clock = room.Clock,
            PasswordIterations = 1000,
            Hosts = ["admin.example.org"],
        }, builder => builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(kestrel => kestrel.ListenAt(IPAddress.Loopback, inner, certificate)));
        await app.StartAsync(TestContext.Current.CancellationToken);
        await using var applications = await ApplicationRoom.FillAsync(room);
        await using var nginx = await Nginx.StartAsync(room.Beside("nginx"), inner, authority.AuthorityPem);
        using var client = nginx.Client();

        var health = await client.GetAsync("/health", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal("max-age=63072000; includeSubDomains", health.Headers.GetValues("Strict-Transport-Security").Single());

        // Signing in: the cookie is bound to TLS and to this host, and the audit holds the address that nginx saw, whatever the browser claims.
        await using (var db = room.Everything())
        {
            var desk = app.Services.GetRequiredService<AccountDesk>();
            var district = await db.Organisations.SingleAsync(o => o.Id == applications.District.Id, TestContext.Current.CancellationToken);
            var (account, _) = await desk.CreateAsync(db, district, "clerk", "测试经办", "1", AccountKind.Business);
            await desk.GrantAsync(db, account, Role.Clerk);
            Assert.Null(await desk.SetPasswordAsync(db, account, TestServer.Password, null));
        }
        var page = await client.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        using var signIn = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("login", "clerk"), new("password", TestServer.Password), new("_form", Token(page))]) };
        signIn.Headers.Add("X-Forwarded-For", "203.0.113.9");
        var signedIn = await client.SendAsync(signIn, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.Contains("session", StringComparison.Ordinal));
        foreach (var part in (string[])["__Host-hw-session=", "secure", "httponly", "samesite=strict"]) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        await using (var db = room.Everything())
            Assert.Equal("127.0.0.1", await db.AuditEntries.Where(e => e.Action == "SignedIn").Select(e => e.Address).SingleAsync(TestContext.Current.CancellationToken));

        // A document as large as allowed goes through and touches no temporary file; a larger body does not.
        var form = await client.GetStringAsync($"/applications/new?person={applications.Person.Id}&benefit=fire", TestContext.Current.CancellationToken);
        var created = await client.PostAsync("/applications/new", new FormUrlEncodedContent([new("person", applications.Person.Id.ToString()), new("benefit", "fire"), new("fact-on", "2026-03-01"), new("fact-loss", "10000"), new("_form", Token(form))]), TestContext.Current.CancellationToken);
        var address = created.Headers.Location!.OriginalString.Split('?')[0];
        var scan = new byte[5 * 1024 * 1024];
        "%PDF-1.4 "u8.CopyTo(scan);
        "%%EOF"u8.CopyTo(scan.AsSpan(scan.Length - 5));
        Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync(address + "/documents", Upload(scan, Token(form)), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Empty(Directory.GetFiles(nginx.TemporaryFolder, "*", SearchOption.AllDirectories));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync(address + "/documents", Upload(new byte[13 * 1024 * 1024], Token(form)), TestContext.Current.CancellationToken)).StatusCode);

        // Old protocols and ciphers without forward secrecy find nobody; the newest protocol is preferred.
        Assert.Equal(SslProtocols.Tls13, await nginx.HandshakeAsync(SslProtocols.Tls12 | SslProtocols.Tls13));
        Assert.Equal(SslProtocols.Tls12, await nginx.HandshakeAsync(SslProtocols.Tls12));
        // Asked byte by byte: the library of this machine would refuse TLS 1.1 by itself.
        Assert.True(await nginx.TakesAsync(TlsOffer.Tls12));
        foreach (var old in (int[])[TlsOffer.Tls11, TlsOffer.Tls10]) Assert.False(await nginx.TakesAsync(old));
        foreach (var weak in (TlsCipherSuite[])[TlsCipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384, TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA])
            await Assert.ThrowsAnyAsync<Exception>(() => nginx.HandshakeAsync(SslProtocols.Tls12, weak));

        // A request whose length can be understood in two ways reaches nobody behind nginx, and one thing only without it.
        const string twoLengths = "POST /sign-in HTTP/1.1\r\nHost: admin.example.org\r\nContent-Length: 41\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: elsewhere\r\n\r\n";
        Assert.StartsWith("HTTP/1.1 400", await nginx.SayAsync(twoLengths), StringComparison.Ordinal);
        Assert.DoesNotContain("HTTP/1.1 200", await nginx.SayAsync(twoLengths), StringComparison.Ordinal);

        // The room's own port speaks TLS to nginx, and nothing else to anybody.
        using var plain = new HttpClient();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => plain.GetAsync($"http://127.0.0.1:{inner}/health", TestContext.Current.CancellationToken));

        // Another name is refused, and so is a request that comes past nginx from elsewhere: the room listens on this machine only.
        using var other = nginx.Client("elsewhere.example.org");
        Assert.Equal(HttpStatusCode.BadRequest, (await other.GetAsync("/health", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Empty(nginx.Errors());
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static MultipartFormDataContent Upload(byte[] file, string token) => new() { { new StringContent(token), "_form" }, { new StringContent("Accident"), "kind" }, { new ByteArrayContent(file), "document", "证明.pdf" } };

    private static string Token(string page) => TokenField().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"_form\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    /// <summary>A real nginx (Debian package nginx) in a folder of its own, stopped at the end.</summary>
    private sealed partial class Nginx : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly string _folder;
        private readonly int _port;
        private readonly X509Certificate2 _certificate;

        private Nginx(Process process, string folder, int port, X509Certificate2 certificate) => (_process, _folder, _port, _certificate) = (process, folder, port, certificate);

        public string TemporaryFolder => Path.Combine(_folder, "temporary");

        public static async Task<Nginx> StartAsync(string folder, int inner, string authority)
        {
            Directory.CreateDirectory(folder);
            Directory.CreateDirectory(Path.Combine(folder, "temporary"));
            var certificate = Certificate();
            await File.WriteAllTextAsync(Path.Combine(folder, "site.pem"), certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(Path.Combine(folder, "site.key"), certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
            await File.WriteAllTextAsync(Path.Combine(folder, "room.crt"), authority);
            var port = FreePort.Next();
            var server = Paper().Match(await File.ReadAllTextAsync(PaperFile())).Groups[1].Value
                .Replace("listen 443 ssl", $"listen 127.0.0.1:{port} ssl", StringComparison.Ordinal)
                .Replace("/etc/ssl/admin.example.org.pem", Path.Combine(folder, "site.pem"), StringComparison.Ordinal)
                .Replace("/etc/ssl/admin.example.org.key", Path.Combine(folder, "site.key"), StringComparison.Ordinal)
                .Replace("/etc/ssl/honourwall-room.crt", Path.Combine(folder, "room.crt"), StringComparison.Ordinal)
                .Replace("127.0.0.1:5081", $"127.0.0.1:{inner}", StringComparison.Ordinal);
            Assert.Contains($"proxy_pass https://127.0.0.1:{inner};", server, StringComparison.Ordinal);
            var temporary = string.Concat(((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(kind => $"{kind}_temp_path {folder}/temporary/{kind};\n"));
            var configuration = $"daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log warn;\n{(Environment.UserName == "root" ? "user root;\n" : "")}events {{}}\nhttp {{\naccess_log off;\n{temporary}{server}\n}}\n";
            var file = Path.Combine(folder, "nginx.conf");
            await File.WriteAllTextAsync(file, configuration);
            var tool = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
            var process = Process.Start(new ProcessStartInfo(tool, ["-c", file, "-p", folder]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException("nginx did not start.");
            var nginx = new Nginx(process, folder, port, certificate);
            for (var waited = 0; !await AnswersAsync(port); waited++)
            {
                if (process.HasExited || waited > 200) throw new InvalidOperationException("nginx: " + await process.StandardError.ReadToEndAsync());
                await Task.Delay(50);
            }
            return nginx;
        }

        /// <summary>A browser that trusts exactly this certificate and looks for the host here.</summary>
        public HttpClient Client(string host = "admin.example.org") => new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, _port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && certificate.GetCertHashString() == _certificate.GetCertHashString() },
        })
        { BaseAddress = new($"https://{host}/") };

        /// <summary>The protocol of a handshake; throws where there is none.</summary>
        public async Task<SslProtocols> HandshakeAsync(SslProtocols protocols, params TlsCipherSuite[] ciphers)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(Greeting(protocols, ciphers));
            return tls.SslProtocol;
        }

        public Task<bool> TakesAsync(int version) => TlsOffer.IsTakenAsync(new("127.0.0.1", _port), "admin.example.org", version, TestContext.Current.CancellationToken);

        /// <summary>Says something over TLS, and what comes back until the other side closes or falls silent.</summary>
        public async Task<string> SayAsync(string request)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(Greeting(SslProtocols.Tls13, []));
            await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes(request));
            using var answer = new MemoryStream();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                await tls.CopyToAsync(answer, patience.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // Nothing more is coming.
            }
            return System.Text.Encoding.UTF8.GetString(answer.ToArray());
        }

        private SslClientAuthenticationOptions Greeting(SslProtocols protocols, TlsCipherSuite[] ciphers) => new()
        {
            TargetHost = "admin.example.org",
            EnabledSslProtocols = protocols,
            CipherSuitesPolicy = ciphers.Length > 0 && OperatingSystem.IsLinux() ? new(ciphers) : null,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && certificate.GetCertHashString() == _certificate.GetCertHashString(),
        };

        /// <summary>What nginx complained about, but for what it refused as it should.</summary>
        public string[] Errors() => [.. File.ReadAllLines(Path.Combine(_folder, "error.log")).Where(line => !line.Contains("too large body", StringComparison.Ordinal) && !line.Contains("SSL_do_handshake() failed", StringComparison.Ordinal) && !line.Contains("client sent \"Content-Length\" and \"Transfer-Encoding\"", StringComparison.Ordinal))];

        public async ValueTask DisposeAsync()
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
            _certificate.Dispose();
        }

        private static async Task<bool> AnswersAsync(int port)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }

        private static X509Certificate2 Certificate()
        {
            using var key = RSA.Create(2048);
            return new CertificateRequest("CN=admin.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        }

        private static string PaperFile()
        {
            for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            {
                if (File.Exists(Path.Combine(at, "HonourWall.sln"))) return Path.Combine(at, "docs", "admin-operations.md");
            }
            throw new DirectoryNotFoundException("HonourWall.sln");
        }

        [GeneratedRegex(@"```nginx\n(.*?)```", RegexOptions.Singleline)]
        private static partial Regex Paper();
    }
}
