using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Accounts;

/// <summary>What people do with their own account: sessions, password, second factor.</summary>
public static class OwnAccountEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/account", ShowAsync).Requires(Policies.SignedIn);
        endpoints.MapPost("/account/sessions/{id:guid}/end", EndSessionAsync).Requires(Policies.SignedIn);
        endpoints.MapPost("/account/recovery-codes", RenewCodesAsync).Requires(Policies.SignedIn).RequireRateLimiting(AdminApp.SignInLimit);
        endpoints.MapGet("/account/password", () => Page.Show<PasswordPage, PasswordPageModel>(new(new()))).Requires(Policies.Arriving);
        endpoints.MapPost("/account/password", SetPasswordAsync).Requires(Policies.Arriving).RequireRateLimiting(AdminApp.SignInLimit);
        endpoints.MapGet("/account/second-factor", (HttpContext http, Vault vault) => ShowSecret(Who(http), vault, Totp.NewSecret(), new(), 200)).Requires(Policies.Arriving);
        endpoints.MapPost("/account/second-factor", SetSecondFactorAsync).Requires(Policies.Arriving).RequireRateLimiting(AdminApp.SignInLimit);
    }

    private static SignedIn Who(HttpContext http) => ((SessionIdentity)http.User.Identity!).SignedIn; // ! : every policy here asks for a session

    private static Task<IResult> ShowAsync(HttpContext http, AdminDb db, Sessions sessions, CancellationToken cancel) => AnswerAsync(http, db, sessions, null, cancel);

    private static async Task<IResult> AnswerAsync(HttpContext http, AdminDb db, Sessions sessions, string? refused, CancellationToken cancel)
    {
        var who = Who(http);
        var codes = await db.Set<RecoveryCode>().CountAsync(c => c.AccountId == who.Account.Id && c.UsedAt == null, cancel);
        return Page.Show<OwnAccountPage, OwnAccountPageModel>(new(who, [.. await sessions.Live(db, who.Account.Id).ToListAsync(cancel)], codes, refused), refused is null ? 200 : 422);
    }

    private static async Task<IResult> EndSessionAsync(HttpContext http, Guid id, AdminDb db, SignIn signIn, Sessions sessions, CancellationToken cancel)
    {
        var who = Who(http);
        if (!await sessions.Live(db, who.Account.Id).AnyAsync(s => s.Id == id, cancel)) return Page.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        if (!await signIn.ConfirmAsync(who, form["password"].ToString(), null, Address(http), cancel)) return await AnswerAsync(http, db, sessions, "密码不对，没有结束会话。", cancel);
        await sessions.EndAsync(db, who.Account.Id, id, cancel: cancel);
        if (id != who.Session.Id) await RenewAsync(http, db, cancel);
        return Page.Go("/account", "ended");
    }

    private static async Task<IResult> RenewCodesAsync(HttpContext http, AdminDb db, SignIn signIn, Sessions sessions, CancellationToken cancel)
    {
        var who = Who(http);
        if (who.Account.TotpSecret is null) return Page.Go("/account/second-factor");
        var form = await http.Request.ReadFormAsync(cancel);
        if (!await signIn.ConfirmAsync(who, form["password"].ToString(), form["code"].ToString(), Address(http), cancel)) return await AnswerAsync(http, db, sessions, "密码或动态口令不对，恢复码没有换。", cancel);
        await RenewAsync(http, db, cancel);
        return Page.Show<RecoveryCodesPage, RecoveryCodesPageModel>(new([.. await AccountDesk.RenewRecoveryCodesAsync(db, who.Account, cancel)]));
    }

    private static async Task<IResult> SetPasswordAsync(HttpContext http, AdminDb db, AccountDesk desk, SignIn signIn, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var who = Who(http);
        var errors = new FieldErrors();
        if (form["password"] != form["again"]) errors.Add("again", "两次输入的密码不一样。");
        else if (!await signIn.ConfirmAsync(who, form["current"].ToString(), null, Address(http), cancel)) errors.Add("current", "现在的密码不对。");
        else
        {
            var account = await db.Accounts.SingleAsync(a => a.Id == who.Account.Id, cancel);
            if (await desk.SetPasswordAsync(db, account, form["password"].ToString(), who.Session.Id, cancel) is { } wrong) errors.Add("password", wrong);
        }
        if (errors.Any) return Page.Show<PasswordPage, PasswordPageModel>(new(errors), 422);
        await RenewAsync(http, db, cancel);
        return Page.Go("/account", "password");
    }

    private static string? Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString();

    // Who has shown again who they are goes on under a new token.
    private static async Task RenewAsync(HttpContext http, AdminDb db, CancellationToken cancel)
    {
        var session = await db.Sessions.SingleAsync(s => s.Id == Who(http).Session.Id, cancel);
        SessionCookie.Write(http, Sessions.Renew(session));
        await db.SaveChangesAsync(cancel);
    }

    // The proposed key travels in the form, sealed for this session: nobody can slip in one of their own.
    private static IResult ShowSecret(SignedIn who, Vault vault, string secret, FieldErrors errors, int status) =>
        Page.Show<SecondFactorPage, SecondFactorPageModel>(new(secret, Totp.Address(secret, who.Account.Login), vault.Seal(Account.TotpField, who.Session.Id, secret).Stored, who.Account.TotpSecret is not null, errors), status);

    private static async Task<IResult> SetSecondFactorAsync(HttpContext http, AdminDb db, AccountDesk desk, SignIn signIn, Vault vault, AccountPolicy policy, TimeProvider clock, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var who = Who(http);
        string secret;
        try
        {
            secret = vault.Open(Account.TotpField, who.Session.Id, ProtectedText.FromStored(form["secret"].ToString()), OpenPurpose.Internal);
        }
        catch (ProtectionException)
        {
            return Page.Go("/account/second-factor");
        }
        var errors = new FieldErrors();
        var step = Totp.Match(secret, form["code"].ToString(), clock.GetUtcNow(), 0, policy.Profile.CodeNeighbours);
        if (step is null) errors.Add("code", "动态口令不对。请看手机时间是否准确，用验证器上最新的六位数字。");
        else if (!await signIn.ConfirmAsync(who, form["current"].ToString(), form["former"].ToString(), Address(http), cancel)) errors.Add("current", who.Account.TotpSecret is null ? "密码不对。" : "密码或原来的动态口令不对。");
        if (errors.Any || step is not { } used) return ShowSecret(who, vault, secret, errors, 422);
        var account = await db.Accounts.SingleAsync(a => a.Id == who.Account.Id, cancel);
        (await db.Sessions.SingleAsync(s => s.Id == who.Session.Id, cancel)).SecondFactor = true;
        var codes = await desk.SetSecondFactorAsync(db, account, vault, secret, used, who.Session.Id, cancel);
        await RenewAsync(http, db, cancel);
        return Page.Show<RecoveryCodesPage, RecoveryCodesPageModel>(new([.. codes]));
    }
}
