using System.Net;
using HonourWall.Admin.Data;
using Microsoft.AspNetCore.Antiforgery;

namespace HonourWall.Admin.Web;

/// <summary>What each request passes before any endpoint: TLS, the antiforgery token, and one place where errors end.</summary>
public static class RequestGates
{
    /// <summary>Without TLS only the own machine is answered.</summary>
    public static IApplicationBuilder UseTlsGate(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.IsHttps || context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            ? next(context)
            : Page.Message(400, "需要加密连接", "请用 https:// 开头的地址打开。").ExecuteAsync(context));

    /// <summary>Whatever changes something needs the token, whether or not its endpoint reads a form.</summary>
    public static IApplicationBuilder UseAntiforgeryGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var method = context.Request.Method;
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        var elsewhere = context.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");
        bool valid;
        try
        {
            valid = reads || (!elsewhere && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context));
        }
        catch (AntiforgeryValidationException e) when (e.InnerException is InvalidDataException or IOException)
        {
            // The form is read here first: larger, or with more fields, than any of ours.
            await Page.Message(413, "内容太多", $"文件或表单超过了允许的大小（{AdminApp.MaximumBody / 1024 / 1024} MB）。没有保存任何内容，请分成几份再办。").ExecuteAsync(context);
            return;
        }
        if (!valid)
        {
            // An ended session has ended its token as well: signing in comes first.
            if (context.User.Identity is SessionIdentity || context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null)
            {
                await LostForms.TokenEndedAsync(context);
                return;
            }
        }
        await next(context);
    });

    /// <summary>Errors end here: the log gets where it happened, never what was in it; the page gets a number to quote.</summary>
    public static IApplicationBuilder UseErrorGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e)
        {
            if (context.Response.HasStarted) throw;
            await Page.Message(e.StatusCode, e.StatusCode == 413 ? "文件太大" : "请求有误", e.StatusCode == 413 ? "文件超过了允许的大小。" : "请求无法识别。").ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser left; nobody reads an answer.
        }
        catch (Exception e) when (!context.Response.HasStarted && DatabaseConflict.IsOvertaken(e))
        {
            Logger(context).LogWarning("{Method} {Route}: overtaken, {Type}", context.Request.Method, Route(context), e.GetBaseException().GetType().FullName);
            await LostForms.OvertakenAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var number = Guid.NewGuid().ToString("N")[..8];
            var logger = Logger(context);
            for (var error = e; error is not null; error = error.InnerException)
                logger.LogError("{Number} {Method} {Route}: {Type}{NewLine}{Trace}", number, context.Request.Method, Route(context), error.GetType().FullName, Environment.NewLine, error.StackTrace);
            await (e is ScopeException ? Page.NotFound() : Page.Message(500, "出错了", $"这次操作没有完成，数据没有改动。请把编号 {number} 告诉系统管理员。")).ExecuteAsync(context);
        }
    });

    private static ILogger Logger(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("HonourWall.Admin");

    private static string? Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}
