using System.Net;
using HonourWall.Admin.Cli;
using HonourWall.Admin.Data;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Tests.Support;
using HonourWall.Admin.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>The way from a proxy on another machine to the room.</summary>
public class HopTests
{
    [Theory]
    [InlineData("http", "10.0.0.5", 400)]
    [InlineData("https", "10.0.0.5", 200)]
    [InlineData("http", "127.0.0.1", 200)]
    [InlineData("http", "10.0.0.6", 400)]
    public async Task A_trusted_proxy_on_another_machine_is_not_heard_without_TLS_whatever_it_says_of_the_browsers(string scheme, string proxy, int status)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, options => options with { Proxies = [.. options.Proxies, IPAddress.Parse("10.0.0.5")] });
        var answer = await ((Microsoft.AspNetCore.TestHost.TestServer)server.Services.GetRequiredService<IServer>()).SendAsync(http =>
        {
            http.Request.Scheme = scheme;
            http.Request.Host = new("localhost");
            http.Request.Path = "/sign-in";
            http.Request.Headers["X-Forwarded-Proto"] = "https";
            http.Request.Headers["X-Forwarded-For"] = "203.0.113.9";
            http.Connection.RemoteIpAddress = IPAddress.Parse(proxy);
        }, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.Response.StatusCode);
        Assert.Contains("default-src 'none'", answer.Response.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_on_another_machine_is_not_trusted_without_a_certificate_and_a_file_that_is_none_is_refused()
    {
        var output = new StringWriter();
        var data = Directory.CreateTempSubdirectory("hwhop").FullName;
        Assert.NotEqual(0, await AdminCommandLine.RunAsync(["serve", "--data", data, "--proxy", "10.0.0.5"], output, output));
        Assert.Contains("--certificate", output.ToString(), StringComparison.Ordinal);
        Directory.Delete(data, recursive: true);
        Assert.Contains("读不出", Assert.Throws<OperationException>(() => Listening.Certificate("/nowhere.pem")).Message, StringComparison.Ordinal);
    }
}
