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

    private static async Task<IResult> ShowAsync(HttpContext http, AdminDb db, AccountPolicy policy, TimeProvider clock, CancellationToken cancel)
    {
        var who = Who(http);
        var idleSince = clock.GetUtcNow() - policy.Profile.Idle;
        var now = clock.GetUtcNow();
        var live = await db.Sessions.AsNoTracking().Where(s => s.AccountId == who.Account.Id && s.EndedAt == null && s.LastSeenAt > idleSince && s.ExpiresAt > now).OrderByDescending(s => s.LastSeenAt).ToListAsync(cancel);
        var codes = await db.Set<RecoveryCode>().CountAsync(c => c.AccountId == who.Account.Id && c.UsedAt == null, cancel);
        return Page.Show<OwnAccountPage, OwnAccountPageModel>(new(who, [.. live], codes));
    }

    private static async Task<IResult> EndSessionAsync(HttpContext http, Guid id, AdminDb db, Sessions sessions, CancellationToken cancel) =>
        await sessions.EndAsync(db, Who(http).Account.Id, id, cancel: cancel) == 1 ? Page.Go("/account", "ended") : Page.NotFound();

    private static async Task<IResult> RenewCodesAsync(HttpContext http, AdminDb db, CancellationToken cancel)
    {
        if (Who(http).Account.TotpSecret is null) return Page.Go("/account/second-factor");
        return Page.Show<RecoveryCodesPage, RecoveryCodesPageModel>(new([.. await AccountDesk.RenewRecoveryCodesAsync(db, Who(http).Account, cancel)]));
    }

    private static async Task<IResult> SetPasswordAsync(HttpContext http, AdminDb db, AccountDesk desk, Passwords passwords, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var who = Who(http);
        var account = await db.Accounts.SingleAsync(a => a.Id == who.Account.Id, cancel);
        var errors = new FieldErrors();
        if (!passwords.Verify(account.PasswordHash, form["current"].ToString())) errors.Add("current", "现在的密码不对。");
        else if (form["password"] != form["again"]) errors.Add("again", "两次输入的密码不一样。");
        else if (await desk.SetPasswordAsync(db, account, form["password"].ToString(), who.Session.Id, cancel) is { } wrong) errors.Add("password", wrong);
        return errors.Any ? Page.Show<PasswordPage, PasswordPageModel>(new(errors), 422) : Page.Go("/account", "password");
    }

    // The proposed key travels in the form, sealed for this session: nobody can slip in one of their own.
    private static IResult ShowSecret(SignedIn who, Vault vault, string secret, FieldErrors errors, int status) =>
        Page.Show<SecondFactorPage, SecondFactorPageModel>(new(secret, Totp.Address(secret, who.Account.Login), vault.Seal(Account.TotpField, who.Session.Id, secret).Stored, errors), status);

    private static async Task<IResult> SetSecondFactorAsync(HttpContext http, AdminDb db, AccountDesk desk, Passwords passwords, Vault vault, TimeProvider clock, CancellationToken cancel)
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
        var account = await db.Accounts.SingleAsync(a => a.Id == who.Account.Id, cancel);
        var errors = new FieldErrors();
        if (!passwords.Verify(account.PasswordHash, form["current"].ToString())) errors.Add("current", "密码不对。");
        if (Totp.Match(secret, form["code"].ToString(), clock.GetUtcNow(), 0) is not { } step)
        {
            errors.Add("code", "动态口令不对。请看手机时间是否准确，用验证器上最新的六位数字。");
            return ShowSecret(who, vault, secret, errors, 422);
        }
        if (errors.Any) return ShowSecret(who, vault, secret, errors, 422);
        (await db.Sessions.SingleAsync(s => s.Id == who.Session.Id, cancel)).SecondFactor = true;
        return Page.Show<RecoveryCodesPage, RecoveryCodesPageModel>(new([.. await desk.SetSecondFactorAsync(db, account, vault, secret, step, cancel)]));
    }
}
