using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using HonourWall.Admin.TlsCheck;

namespace HonourWall.Admin.Cli;

/// <summary>
/// <c>honourwall-admin check-tls https://admin.example.org</c>: says what browsers meet there, and answers 1 when something of it is not good; for a timer as well
/// as for a person. No data folder, no key.
/// </summary>
public static class CheckTlsCommand
{
    public static Command Create()
    {
        var address = new Argument<string>("address") { Description = "浏览器里的地址，如 https://admin.example.org" };
        var connect = new Option<string?>("--connect") { Description = "连到这里（主机:端口），名称仍按地址，如 127.0.0.1:443" };
        var days = new Option<int>("--days") { Description = "证书至少还要有多少天", DefaultValueFactory = _ => 14 };
        address.Validators.Add(result => { if (Asked(result.GetValueOrDefault<string>()) is null) result.AddError("地址写成 https://admin.example.org 的样子。"); });
        connect.Validators.Add(result => { if (result.GetValueOrDefault<string?>() is { } text && Place(text) is null) result.AddError("--connect 写成 127.0.0.1:443 的样子。"); });
        var command = new Command("check-tls", "查看浏览器遇到的证书、TLS 版本和 HSTS") { address, connect, days };
        command.SetAction(async (parsed, cancel) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (Asked(parsed.GetRequiredValue(address)) is not { } asked) return ExitCode.Usage;
            var at = Place(parsed.GetValue(connect) ?? "") ?? new DnsEndPoint(asked.Host, asked.Port);
            try
            {
                var findings = await new TlsExamination(at, asked.Host, parsed.GetValue(days), TimeProvider.System).RunAsync(cancel);
                foreach (var finding in findings) await output.WriteLineAsync(finding.ToString());
                return findings.All(f => f.Good) ? ExitCode.Ok : ExitCode.Errors;
            }
            catch (SocketException e)
            {
                await error.WriteLineAsync($"连不上 {at.Host}:{at.Port}：{e.Message}");
                return ExitCode.InputOutput;
            }
        });
        return command;
    }

    private static Uri? Asked(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.Host.Length > 0 ? address : null;

    private static DnsEndPoint? Place(string text) => text.LastIndexOf(':') is > 0 and var colon && int.TryParse(text[(colon + 1)..], out var port) && port is > 0 and < 65536 ? new(text[..colon], port) : null;
}
