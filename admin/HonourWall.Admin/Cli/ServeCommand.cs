using System.CommandLine;
using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.LogServer;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Uploads;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Cli;

/// <summary><c>serve</c>: the web application.</summary>
public static class ServeCommand
{
    public static Command Create()
    {
        var room = new RoomOptions();
        var port = new Option<int>("--port", "-p") { Description = "端口", DefaultValueFactory = _ => 5081 };
        var bind = new Option<string>("--bind") { Description = "监听地址", DefaultValueFactory = _ => "127.0.0.1" };
        var host = new Option<string[]>("--host") { Description = "对外的主机名，可以多次" };
        var proxy = new Option<string[]>("--proxy") { Description = "可信反向代理的 IP 地址，可以多次（默认本机）" };
        var tls = new Option<string?>("--certificate") { Description = "本程序的证书和私钥（一个 PEM 文件），端口只用 TLS；代理在另一台机器上时必须有" };
        var profile = new Option<string>("--password-profile") { Description = "密码规则：asvs 或 mlps（等保）", DefaultValueFactory = _ => "asvs" };
        profile.AcceptOnlyFromAmong("asvs", "mlps");
        var breached = new Option<string?>("--breached-passwords") { Description = "Have I Been Pwned 的名单文件（SHA-1，按散列排序），新密码与它比对" };
        var scanner = new Option<string?>("--virus-scanner") { Description = "本机 clamd 的套接字或端口，上传的文件先交它检查" };
        var syslog = new Option<string?>("--syslog") { Description = "另一台机器上的日志服务器（主机名:端口），审计和日志经 TLS 送去" };
        var authority = new Option<string?>("--syslog-ca") { Description = "日志服务器证书的签发机构（PEM），默认用系统信任的" };
        var shown = new Option<string?>("--syslog-certificate") { Description = "送日志时出示的证书和私钥（一个 PEM 文件）" };
        var demo = new Option<bool>("--demo") { Description = "用虚构的人和单位演示，只在本机" };
        var command = new Command("serve", "启动内部系统") { port, bind, host, proxy, tls, profile, breached, scanner, syslog, authority, shown, demo };
        room.AddTo(command);
        command.SetAction((parsed, cancel) => RoomOptions.GuardAsync(parsed, async () =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(port) is < 1 or > ushort.MaxValue) throw new OperationException("--port 须在 1 到 65535 之间。");
            if (!IPAddress.TryParse(parsed.GetRequiredValue(bind), out var address)) throw new OperationException("--bind 须是 IP 地址。");
            var trusted = (parsed.GetValue(proxy) ?? []).Select(text => IPAddress.TryParse(text, out var found) ? found : throw new OperationException("--proxy 须是 IP 地址。")).ToList();
            if (parsed.GetValue(tls) is null && trusted.Any(found => !IPAddress.IsLoopback(found))) throw new OperationException("--proxy 在另一台机器上，它到这里的连接也要加密：请加上 --certificate。");
            using var certificate = parsed.GetValue(tls) is { } pem ? Listening.Certificate(pem) : null;
            using var list = parsed.GetValue(breached) is { } file ? PwnedList.Open(file) : null;
            var opened = await room.OpenOrMakeAsync(parsed, cancel);
            using var serving = opened.Folder.Serve();
            var isDemo = await FirstStart.PrepareAsync(opened, parsed.GetValue(demo), output, cancel);
            if (isDemo && !IPAddress.IsLoopback(address)) throw new OperationException("演示数据只能在本机打开：请去掉 --bind。");
            var options = new AdminOptions
            {
                Folder = opened.Folder,
                Database = opened.Address,
                Ring = opened.Ring,
                Policy = new(PasswordProfile.Find(parsed.GetRequiredValue(profile)) ?? PasswordProfile.Asvs, SecondFactorRequired: !isDemo) { Breached = new(list) },
                Demo = isDemo,
                VirusScanner = parsed.GetValue(scanner) is { } place ? ScannerAddress.Parse(place) : null,
                LogServer = parsed.GetValue(syslog) is { } server ? LogServerAddress.Read(server, parsed.GetValue(authority), parsed.GetValue(shown)) : null,
            };
            if (parsed.GetValue(host) is { Length: > 0 } hosts) options = options with { Hosts = [.. options.Hosts, .. hosts] };
            options = options with { Proxies = [.. options.Proxies, .. trusted] };
            await using var app = AdminApp.Build(options, builder => builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ListenAt(address, parsed.GetValue(port), certificate)));
            await app.StartAsync(cancel);
            if (options.Database.UsesPassword) await output.WriteLineAsync("数据库用口令登录：本机请改用 peer，另一台机器请改用证书（docs/admin-operations.md，PostgreSQL）。");
            await output.WriteLineAsync(await ScanningAsync(options, cancel));
            await output.WriteLineAsync(options.LogServer is { } to ? $"审计和日志送到 {to.Host}:{to.Port}。" : "审计和日志只在本机：没有设置 --syslog。");
            await output.WriteLineAsync($"内部系统：{(certificate is null ? "http" : "https")}://{new IPEndPoint(address, parsed.GetValue(port))}/");
            await app.WaitForShutdownAsync(cancel);
            return ExitCode.Ok;
        }));
        return command;
    }

    // Said at each start, so that nobody believes in a scanner that is not there.
    private static async Task<string> ScanningAsync(AdminOptions options, CancellationToken cancel) =>
        options.VirusScanner is not { } place ? "上传的文件不做病毒检查：没有设置 --virus-scanner。"
        : await new VirusScanner(place).AnswersAsync(cancel) ? $"上传的文件由 {place.Place} 检查病毒。"
        : $"病毒检查服务 {place.Place} 没有应答：它应答之前，不接收任何上传的文件。";
}
