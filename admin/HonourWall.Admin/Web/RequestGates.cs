using System.Globalization;
using System.Net;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HonourWall.Admin.Web;

/// <summary>What each request passes before any endpoint: TLS, the antiforgery token, and one place where errors end.</summary>
public static class RequestGates
{
    /// <summary>Without TLS only the own machine is answered, whatever a header says of it.</summary>
    public static IApplicationBuilder UseTlsGate(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.IsHttps || context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            ? next(context)
            : Page.Message(400, "需要加密连接", "请用 https:// 开头的地址打开。").ExecuteAsync(context));

    /// <summary>Whatever changes something needs the token, whether or not its endpoint reads a form.</summary>
    public static IApplicationBuilder UseAntiforgeryGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var method = context.Request.Method;
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        if (!reads && !HttpMethods.IsPost(method))
        {
            await Page.Message(405, "请求有误", "这里不认识这种请求。").ExecuteAsync(context);
            return;
        }
        var elsewhere = context.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");
        bool valid;
        try
        {
            valid = reads || (!elsewhere && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context));
        }
        catch (AntiforgeryValidationException e) when (e.InnerException is InvalidDataException or IOException)
        {
            // The form is read here first. Its end never came: the connection broke, nobody reads an answer, and nothing was refused.
            if (e.InnerException is IOException and not BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
            {
                context.Abort();
                return;
            }
            // Larger, or with more fields, than any of ours.
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

    // The one list of boxes to tick: all of its fields have one name.
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "remove" };

    /// <summary>A field that comes twice is read as nobody meant it: neither the first counts nor the last.</summary>
    public static IApplicationBuilder UseRepetitionGate(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var form = context.Features.Get<IFormFeature>()?.Form;
        var repeated = context.Request.Query.Any(field => field.Value.Count > 1) || form?.Any(field => field.Value.Count > 1 && !Lists.Contains(field.Key)) == true;
        return repeated ? Page.Message(400, "请求有误", "同一个字段出现了两次，无法判断以哪个为准。没有保存任何内容，请回到上一页重新填写。").ExecuteAsync(context) : next(context);
    });

    /// <summary>
    /// What was refused to somebody who is signed in stands in the audit: something that is not theirs or is not there, a form without its token, a body beyond all
    /// limits. Missing permissions are recorded where they are found missing (<see cref="Refusals"/>).
    /// </summary>
    public static IApplicationBuilder UseRefusalRecord(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern;
        var refused = context.Response.StatusCode is 400 or 413 || (context.Response.StatusCode == 404 && route?.Parameters.Any(p => p.Name == "id") == true);
        if (!refused || context.User.Identity is not SessionIdentity { SignedIn: var who }) return;
        await using var db = context.RequestServices.GetRequiredService<AdminDbFactory>().Open(who.Actor);
        db.Note(new(AuditAction.Denied, "endpoint", route?.RawText, "denied", $"{context.Request.Method} {context.Response.StatusCode}"));
        await db.SaveChangesAsync(CancellationToken.None);
    });

    /// <summary>The answer to too many requests. In the log only: the audit is not to be filled by whoever sends them.</summary>
    public static ValueTask TooManyAsync(HttpContext context)
    {
        Logger(context).LogWarning("{Method} {Route}: too many requests from {Address}", context.Request.Method, Route(context), context.Connection.RemoteIpAddress);
        return new(Page.Message(429, "请求太多", "请过一会儿再试。").ExecuteAsync(context));
    }

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
                logger.LogError("{Number} {Method} {Route}: {Type}{NewLine}{Trace}", number, context.Request.Method, Route(context), error.GetType().FullName + CodeOf(error), Environment.NewLine, error.StackTrace);
            await (e is ScopeException ? Page.NotFound().ExecuteAsync(context) : LostForms.FailedAsync(context, number));
        }
    });

    // What a database refuses, it says in words that may hold values, and in a code that tells a full disk (13, 53100) from a lost connection.
    private static string? CodeOf(Exception error) => error switch
    {
        SqliteException said => string.Create(CultureInfo.InvariantCulture, $" ({said.SqliteErrorCode})"),
        PostgresException said => $" ({said.SqlState})",
        _ => null,
    };

    private static ILogger Logger(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("HonourWall.Admin");

    private static string? Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}
