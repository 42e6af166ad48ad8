using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace HonourWall.Admin.Web;

/// <summary>Answers requests that may not pass: to the sign-in page, to what is left to set up, or no; a no stands in the audit.</summary>
public sealed class Refusals : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }
        if (context.User.Identity is not SessionIdentity { SignedIn: var who })
        {
            await ToSignInAsync(context);
            return;
        }
        if (!who.IsComplete && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(who.MustChangePassword ? "/account/password" : "/account/second-factor");
            return;
        }
        await using (var db = context.RequestServices.GetRequiredService<AdminDbFactory>().Open(who.Actor))
        {
            db.Note(new(AuditAction.Denied, "endpoint", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, "denied", context.Request.Method));
            await db.SaveChangesAsync(context.RequestAborted);
        }
        await Page.Message(403, "没有权限", "您的帐号没有做这件事的权限。这次请求已记录。").ExecuteAsync(context);
    }

    // What was typed into a form is not lost: the page keeps it.
    private static Task ToSignInAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method)) return LostForms.SessionEndedAsync(context);
        var here = context.Request.Path + context.Request.QueryString;
        context.Response.Redirect(here == "/" ? "/sign-in" : "/sign-in?return=" + Uri.EscapeDataString(here));
        return Task.CompletedTask;
    }
}
