using HonourWall.Admin.Web.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace HonourWall.Admin.Web;

/// <summary>
/// Answers a form whose session or token has ended, or that came second to another: what was typed comes back with the answer, to be sent once more. A browser's own "back" would not bring it,
/// for fields with private values are not to be remembered.
/// </summary>
public static class LostForms
{
    // Whoever has to type a password types it again.
    private static readonly string[] Secrets = ["password", "again", "current", "code", "activation", "secret"];

    public static Task SessionEndedAsync(HttpContext http) => AnswerAsync(http, 401, "会话已结束", "您需要重新登录。", ownToken: true);

    public static Task TokenEndedAsync(HttpContext http) => AnswerAsync(http, 400, "表单已失效", "这一页打开得太久，或者换了帐号登录。没有保存任何内容。", ownToken: false);

    /// <summary>The database let somebody else go first (<see cref="Data.DatabaseConflict"/>).</summary>
    public static Task OvertakenAsync(HttpContext http) => AnswerAsync(http, 409, "别人先办了一步", "同一时刻有人在办相关的事，这次操作没有办成，没有保存任何内容。", ownToken: false);

    /// <summary>Something that nobody expected, such as a database that is away or a disk that is full. It may have come before the form was read.</summary>
    public static async Task FailedAsync(HttpContext http, string number)
    {
        try
        {
            if (http.Request.HasFormContentType) await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // Then there is nothing to hand back.
        }
        await AnswerAsync(http, 500, "出错了", $"这次操作没有完成，数据没有改动。请把编号 {number} 告诉系统管理员。", ownToken: true);
    }

    private static Task AnswerAsync(HttpContext http, int status, string title, string text, bool ownToken)
    {
        var signIn = status == 401;
        if (Kept(http) is not { } form)
        {
            if (status == 500) return Page.Message(status, title, text).ExecuteAsync(http);
            return signIn
                ? Page.Message(status, title, text + "请在新窗口登录，然后用浏览器的“后退”回到上一页，核对填写的内容，再提交一次。", "/sign-in", "在新窗口登录").ExecuteAsync(http)
                : Page.Message(status, title, text + "请用浏览器的“后退”回到上一页，刷新后再提交。").ExecuteAsync(http);
        }
        var field = http.RequestServices.GetRequiredService<IAntiforgery>().GetTokens(http).FormFieldName;
        return Page.Show<RetryPage, RetryPageModel>(new(
            title,
            text + status switch
            {
                401 => "填写的内容还在这一页：请在新窗口登录，然后回到这里，再提交一次。",
                500 => "填写的内容还在这一页：请留着它，过一会儿再提交一次。",
                409 => "填写的内容还在这一页：再提交一次就可以。",
                _ => "填写的内容还在这一页：确认是您自己刚才填的，就再提交一次。",
            },
            http.Request.Path + http.Request.QueryString,
            [.. form.Where(f => f.Key != field).SelectMany(f => f.Value.Select(value => (f.Key, value ?? "")))],
            // Tokens belong to the account: after signing in again the old one is good, and so it is where nobody could be asked who this is.
            ownToken ? form[field].ToString() : null,
            signIn), status).ExecuteAsync(http);
    }

    // Only what our own page sent, as the browser says: nobody else gets a form of theirs handed back with a good token. Files are not carried along.
    private static IFormCollection? Kept(HttpContext http) =>
        http.Request.Headers["Sec-Fetch-Site"] == "same-origin" && http.Features.Get<IFormFeature>()?.Form is { Files.Count: 0 } form && !Secrets.Any(form.ContainsKey) ? form : null;
}
