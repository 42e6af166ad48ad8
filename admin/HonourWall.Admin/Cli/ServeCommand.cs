using System.CommandLine;
using System.Net;
using HonourWall.Admin.Accounts;
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
        var profile = new Option<string>("--password-profile") { Description = "密码规则：asvs 或 mlps（等保）", DefaultValueFactory = _ => "asvs" };
        profile.AcceptOnlyFromAmong("asvs", "mlps");
        var breached = new Option<string?>("--breached-passwords") { Description = "Have I Been Pwned 的名单文件（SHA-1，按散列排序），新密码与它比对" };
        var scanner = new Option<string?>("--virus-scanner") { Description = "本机 clamd 的套接字或端口，上传的文件先交它检查" };
        var demo = new Option<bool>("--demo") { Description = "用虚构的人和单位演示，只在本机" };
        var command = new Command("serve", "启动内部系统") { port, bind, host, proxy, profile, breached, scanner, demo };
        room.AddTo(command);
        command.SetAction((parsed, cancel) => RoomOptions.GuardAsync(parsed, async () =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (!IPAddress.TryParse(parsed.GetRequiredValue(bind), out var address)) throw new OperationException("--bind 须是 IP 地址。");
            using var list = parsed.GetValue(breached) is { } file ? PwnedList.Open(file) : null;
            var opened = await room.OpenAsync(parsed, cancel);
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
            };
            if (parsed.GetValue(host) is { Length: > 0 } hosts) options = options with { Hosts = [.. options.Hosts, .. hosts] };
            if (parsed.GetValue(proxy) is { Length: > 0 } proxies) options = options with { Proxies = [.. options.Proxies, .. proxies.Select(IPAddress.Parse)] };
            await using var app = AdminApp.Build(options, builder => builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = AdminApp.MaximumBody;
                kestrel.Listen(address, parsed.GetValue(port));
            }));
            await app.StartAsync(cancel);
            await output.WriteLineAsync(await ScanningAsync(options, cancel));
            await output.WriteLineAsync($"内部系统：http://{new IPEndPoint(address, parsed.GetValue(port))}/");
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
