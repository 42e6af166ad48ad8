using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.AspNetCore.Http.Features;

namespace HonourWall.Admin.Uploads;

/// <summary>
/// Every uploaded file goes past the virus scanner before any endpoint sees it, where the operator has named one. What is not found clean is taken out of the form:
/// the endpoint meets a form without a file, says at its field what is wrong, and hands back whatever was typed. A scanner that is silent lets nothing through.
/// </summary>
public static class UploadGate
{
    private sealed record Refusal(string Words);

    /// <summary>Why the file of this request was taken away; null when none was.</summary>
    public static string? RefusedUpload(this HttpRequest request) => request.HttpContext.Features.Get<Refusal>()?.Words;

    public static IApplicationBuilder UseUploadGate(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.RequestServices.GetService<VirusScanner>() is { } scanner && http.Features.Get<IFormFeature>()?.Form is { Files.Count: > 0 } form)
        {
            foreach (var file in form.Files.Where(f => f.Length > 0))
            {
                await using var content = file.OpenReadStream();
                var (verdict, word) = await scanner.ScanAsync(content, http.RequestAborted);
                if (verdict == Scan.Clean) continue;
                await RecordAsync(http, verdict, word);
                http.Features.Set<IFormFeature>(new FormFeature(new FormCollection(form.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal))));
                http.Features.Set(new Refusal(verdict == Scan.Infected
                    ? $"文件里发现病毒（{word}），没有接收，什么也没有保存。请换一份干净的文件，并告诉系统管理员。"
                    : "病毒检查服务没有应答，文件没有接收，什么也没有保存。请稍后再试；一直这样就告诉系统管理员。"));
                break;
            }
        }
        await next(http);
    });

    // The signature's name and the page, never the file's name or content.
    private static async Task RecordAsync(HttpContext http, Scan verdict, string word)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("HonourWall.Admin").LogWarning("{Route}: upload refused, {Verdict}: {Word}", route, verdict, word);
        if (http.User.Identity is not SessionIdentity { SignedIn: var who }) return;
        await using var db = http.RequestServices.GetRequiredService<AdminDbFactory>().Open(who.Actor);
        db.Note(new(AuditAction.UploadRefused, "endpoint", route, "refused", $"{verdict}: {word}"));
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
