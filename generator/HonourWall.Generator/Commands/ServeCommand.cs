using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using HonourWall.Generator.Reporting;
using HonourWall.Generator.Serving;
using HonourWall.Roll.Diagnostics;
using Microsoft.AspNetCore.Connections;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall serve</c>: builds, serves on this machine, builds again on every change.</summary>
public static class ServeCommand
{
    public static Command Create()
    {
        var flags = new BuildFlags();
        var report = new ReportFlags();
        var port = NumberOption.Create("--port", ["-p"], 5080, 0, 65535);
        port.Description = "端口，0 为任选一个 port, 0 for any that is free";
        var bind = new Option<string>("--bind") { Description = "监听地址 address to listen on", DefaultValueFactory = _ => "127.0.0.1" };
        var watch = new Option<bool>("--watch", "-w") { Description = "内容改动时重新生成（默认） build again on change", DefaultValueFactory = _ => true };
        var command = new Command("serve", "在本机预览，改动即时可见 serves the site here and reloads on change");
        command.Aliases.Add("preview");
        flags.AddTo(command);
        report.AddTo(command);
        foreach (var option in (Option[])[port, bind, watch]) command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!IPAddress.TryParse(parsed.GetValue(bind), out var address))
            {
                parsed.InvocationConfiguration.Error.WriteLine($"--bind: \"{parsed.GetValue(bind)}\" 不是 IP 地址 is no IP address");
                return ExitCode.Usage;
            }
            var (format, language) = (parsed.GetValue(report.Format)!, parsed.GetValue(report.Language)!); // they have defaults
            var options = flags.Read(parsed) with { FailOnWarning = parsed.GetValue(report.FailOn) == "warning" };
            if (!Directory.Exists(options.Source))
            {
                // There is nothing to watch until it is there.
                var bag = new DiagnosticBag();
                bag.Add("HW100", new ContentPlace(options.Source), options.Source);
                DiagnosticPrinter.Print(parsed.InvocationConfiguration.Output, bag.ToImmutable(), format, language, report.UsesColour(parsed));
                return ExitCode.ContentErrors;
            }
            try
            {
                var log = new ServerLog(parsed.InvocationConfiguration.Output, format, language, report.UsesColour(parsed), parsed.GetValue(report.Quiet), parsed.GetValue(report.Verbose), options.Source);
                await new SiteServer(options, parsed.GetValue(flags.Clock) is not null, address, parsed.GetValue(port), parsed.GetValue(watch), log).RunAsync(cancellation);
            }
            catch (Exception problem) when (problem is SocketException or IOException { InnerException: AddressInUseException })
            {
                parsed.InvocationConfiguration.Error.WriteLine($"{address}:{parsed.GetValue(port)} 不能监听：端口可能已被占用。换一个 --port 或 --bind。 Cannot listen there; the port may be taken. Choose another --port or --bind.\n{problem.Message}");
                return ExitCode.InputOutput;
            }
            return ExitCode.Ok;
        });
        return command;
    }
}
