using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Accounts;

/// <summary>Signing in and out, and the first visit with a one-time code.</summary>
public static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/sign-in", (HttpRequest request) => Page.Show<SignInPage, SignInPageModel>(new("", ReturnAddress(request.Query["return"]), false))).AllowAnonymous();
        endpoints.MapPost("/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(AdminApp.SignInLimit);
        endpoints.MapPost("/sign-out", SignOutAsync).Requires(Policies.Arriving);
        endpoints.MapGet("/activate", () => Page.Show<ActivatePage, ActivatePageModel>(new("", new()))).AllowAnonymous();
        endpoints.MapPost("/activate", ActivateAsync).AllowAnonymous().RequireRateLimiting(AdminApp.SignInLimit);
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignIn signIn, Sessions sessions, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var login = form["login"].ToString();
        var token = await signIn.TryAsync(login, form["password"].ToString(), form["code"].ToString(), http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent, cancel);
        var back = ReturnAddress(form["return"]);
        if (token is null) return Page.Show<SignInPage, SignInPageModel>(new(login, back, true), 422);
        if (SessionCookie.Read(http) is { } former) await sessions.EndAsync(former, http.Connection.RemoteIpAddress?.ToString(), cancel);
        SessionCookie.Write(http, token);
        return Results.Redirect(back);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, AdminDb db, Sessions sessions, CancellationToken cancel)
    {
        var who = ((SessionIdentity)http.User.Identity!).SignedIn; // ! : the policy asks for a session
        db.Note(new(AuditAction.SignedOut, "sessions", who.Session.Id.ToString()));
        await sessions.EndAsync(db, who.Account.Id, who.Session.Id, cancel: cancel);
        SessionCookie.Delete(http);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Page.Go("/sign-in", "signed-out");
    }

    private static async Task<IResult> ActivateAsync(HttpContext http, AdminDbFactory databases, AccountDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var login = form["login"].ToString().Trim().ToLowerInvariant();
        var digest = OneTimeCode.Digest(form["activation"].ToString());
        await using var db = databases.Open(Actor.System("activate", http.Connection.RemoteIpAddress?.ToString()));
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Login == login && a.ActivationDigest == digest && a.DisabledAt == null, cancel);
        var errors = new FieldErrors();
        if (account is null || account.ActivationExpiresAt < clock.GetUtcNow())
        {
            db.Note(new(AuditAction.SignInRefused, "accounts", null, "denied", "activation"));
            await db.SaveChangesAsync(cancel);
            errors.Add("activation", "登录名或一次性口令不对，或口令已过期。");
        }
        else if (form["password"] != form["again"]) errors.Add("again", "两次输入的密码不一样。");
        else if (await desk.SetPasswordAsync(db, account, form["password"].ToString(), null, cancel) is { } wrong) errors.Add("password", wrong);
        return errors.Any ? Page.Show<ActivatePage, ActivatePageModel>(new(login, errors), 422) : Page.Go("/sign-in", "activated");
    }

    // Only a path of our own: no other site, no "//elsewhere".
    private static string ReturnAddress(string? address) =>
        address is { Length: > 0 and < 500 } && address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(char.IsControl) ? address : "/";
}
