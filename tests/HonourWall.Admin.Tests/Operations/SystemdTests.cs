using System.Diagnostics;
using Xunit;

namespace HonourWall.Admin.Tests.Operations;

public class SystemdTests
{
    [Fact]
    public async Task The_unit_in_the_operators_paper_is_one_that_systemd_takes_without_a_remark()
    {
        var folder = Directory.CreateTempSubdirectory("hwunit");
        try
        {
            var paper = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "admin-operations.md"), TestContext.Current.CancellationToken);
            var from = paper.IndexOf("[Unit]", StringComparison.Ordinal);
            var unit = paper[from..paper.IndexOf("```", from, StringComparison.Ordinal)];
            Assert.Contains("ExecStart=/usr/bin/dotnet /opt/honourwall-admin/honourwall-admin.dll serve", unit, StringComparison.Ordinal);
            // The runtime where this machine has it: systemd looks whether the command exists.
            var file = Path.Combine(folder.FullName, "honourwall-admin.service");
            await File.WriteAllTextAsync(file, unit.Replace("/usr/bin/dotnet", Dotnet(), StringComparison.Ordinal), TestContext.Current.CancellationToken);
            Assert.Equal((0, ""), await VerifyAsync(file));
            // And it would have said so.
            await File.WriteAllTextAsync(file, unit.Replace("/usr/bin/dotnet", Dotnet(), StringComparison.Ordinal).Replace("NoNewPrivileges", "NoNewPrivilege", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            Assert.Contains("NoNewPrivilege", (await VerifyAsync(file)).Said, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Said)> VerifyAsync(string file)
    {
        using var process = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", "--man=no", file]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException("systemd-analyze did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output + error).Trim());
    }

    private static string Dotnet() => Environment.GetEnvironmentVariable("PATH")?.Split(':').Select(folder => Path.Combine(folder, "dotnet")).FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("dotnet");

    private static string Root()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "HonourWall.sln"))) return at;
        throw new DirectoryNotFoundException("HonourWall.sln");
    }
}
