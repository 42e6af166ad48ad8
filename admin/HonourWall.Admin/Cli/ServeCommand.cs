using System.CommandLine;
using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Operations;
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
        var demo = new Option<bool>("--demo") { Description = "用虚构的人和单位演示，只在本机" };
        var command = new Command("serve", "启动内部系统") { port, bind, host, proxy, profile, demo };
        room.AddTo(command);
        command.SetAction((parsed, cancel) => RoomOptions.GuardAsync(parsed, async () =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (!IPAddress.TryParse(parsed.GetRequiredValue(bind), out var address)) throw new OperationException("--bind 须是 IP 地址。");
            var opened = await room.OpenAsync(parsed, cancel);
            var isDemo = await FirstStart.PrepareAsync(opened, parsed.GetValue(demo), output, cancel);
            if (isDemo && !IPAddress.IsLoopback(address)) throw new OperationException("演示数据只能在本机打开：请去掉 --bind。");
            var options = new AdminOptions
            {
                Folder = opened.Folder,
                Database = opened.Address,
                Ring = opened.Ring,
                Policy = new(PasswordProfile.Find(parsed.GetRequiredValue(profile)) ?? PasswordProfile.Asvs, SecondFactorRequired: !isDemo),
                Demo = isDemo,
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
            await output.WriteLineAsync($"内部系统：http://{new IPEndPoint(address, parsed.GetValue(port))}/");
            await app.WaitForShutdownAsync(cancel);
            return ExitCode.Ok;
        }));
        return command;
    }
}
