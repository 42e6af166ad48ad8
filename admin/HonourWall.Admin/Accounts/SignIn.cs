using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Accounts;

/// <summary>
/// Checks name, password and second factor in one step. Whatever is wrong, the answer and the work are the same: nobody learns whether an account
/// exists, is locked, or which part was wrong.
/// </summary>
public sealed class SignIn(AdminDbFactory databases, Passwords passwords, Sessions sessions, Vault vault, AuditChain audit, AccountPolicy policy, TimeProvider clock)
{
    /// <summary>The token of the new session; null when refused.</summary>
    /// <param name="code">The six digits, a recovery code, or nothing for an account without a second factor.</param>
    public async Task<string?> TryAsync(string login, string password, string code, string? address, string? userAgent, CancellationToken cancel = default)
    {
        login = login.Trim().ToLowerInvariant();
        await using var db = databases.Open(Actor.System("sign-in", address));
        var account = login.Length > 100 ? null : await db.Accounts.Include(a => a.Roles).SingleOrDefaultAsync(a => a.Login == login, cancel);
        // Counted before the password is looked at, so that a burst of guesses gets no more of them than one after the other.
        var mayTry = await CountAttemptAsync(db, account, cancel);
        var goodPassword = password.Length <= PasswordProfile.MaximumLength && passwords.Verify(account?.PasswordHash, password);
        if (account is null || !goodPassword || !mayTry || account.DisabledAt is not null) return await RefuseAsync(db, account, login, cancel);
        var factor = await CheckSecondFactorAsync(db, account, code, cancel);
        if (account.TotpSecret is not null && factor is null) return await RefuseAsync(db, account, login, cancel);

        await ForgetAttemptsAsync(db, account, cancel);
        await using var asAccount = databases.Open(Actor.Of(account.Id, account.Login, Organisations.OrganisationPath.Parse(account.OrganisationPath), account.Roles.Select(r => r.Role), address));
        var (session, token) = sessions.Begin(asAccount, account, factor is not null, address, userAgent);
        asAccount.Note(new(AuditAction.SignedIn, "sessions", session.Id.ToString(), Detail: factor is null ? "password" : "password+" + factor));
        await asAccount.SaveChangesAsync(cancel);
        return token;
    }

    /// <summary>
    /// Whether somebody who is signed in is who they say: the password and, where there is one and it is asked for, the second factor once more. Wrong attempts
    /// count like those of signing in: a session left open is no place to guess.
    /// </summary>
    /// <param name="code">The six digits or a recovery code; null when the password is enough.</param>
    public async Task<bool> ConfirmAsync(SignedIn who, string password, string? code, string? address, CancellationToken cancel = default)
    {
        await using var db = databases.Open(Actor.System("sign-in", address));
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == who.Account.Id, cancel);
        var mayTry = await CountAttemptAsync(db, account, cancel);
        var goodPassword = password.Length <= PasswordProfile.MaximumLength && passwords.Verify(account.PasswordHash, password);
        if (!goodPassword || !mayTry || (code is not null && account.TotpSecret is not null && await CheckSecondFactorAsync(db, account, code, cancel) is null))
        {
            await RefuseAsync(db, account, account.Login, cancel);
            return false;
        }
        await ForgetAttemptsAsync(db, account, cancel);
        return true;
    }

    private static Task<int> ForgetAttemptsAsync(AdminDb db, Account account, CancellationToken cancel) =>
        db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedCount, 0).SetProperty(a => a.LockedUntil, (DateTimeOffset?)null), cancel);

    private async Task<bool> CountAttemptAsync(AdminDb db, Account? account, CancellationToken cancel)
    {
        // The same statements for a name that nobody has.
        var id = account?.Id ?? Guid.Empty;
        var now = clock.GetUtcNow();
        // What is tried while the account is locked counts towards no second lock: its owner is told nothing of the first and goes on trying.
        await db.Accounts.Where(a => a.Id == id && (a.LockedUntil == null || a.LockedUntil <= now)).ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedCount, a => a.FailedCount + 1), cancel);
        var state = await db.Accounts.Where(a => a.Id == id).Select(a => new { a.FailedCount, a.LockedUntil }).SingleOrDefaultAsync(cancel);
        if (state is null || state.LockedUntil > now) return false;
        if (state.FailedCount <= AccountPolicy.Attempts) return true;
        await db.Accounts.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedCount, 0).SetProperty(a => a.LockedUntil, now + AccountPolicy.LockTime), cancel);
        return false;
    }

    // Which factor was shown; null when none was.
    private async Task<string?> CheckSecondFactorAsync(AdminDb db, Account account, string code, CancellationToken cancel)
    {
        if (account.TotpSecret is not { } secret || code.Length > 100) return null;
        // Both updates ask again whether the code is unused: of two requests with the same code, one gets through.
        if (Totp.Match(vault.Open(Account.TotpField, account.Id, secret, OpenPurpose.Internal), code, clock.GetUtcNow(), account.TotpLastStep, policy.Profile.CodeNeighbours) is { } step)
            return await db.Accounts.Where(a => a.Id == account.Id && a.TotpLastStep < step).ExecuteUpdateAsync(set => set.SetProperty(a => a.TotpLastStep, step), cancel) == 1 ? "totp" : null;
        var digest = OneTimeCode.Digest(code);
        return await db.Set<RecoveryCode>().Where(c => c.AccountId == account.Id && c.Digest == digest && c.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, clock.GetUtcNow()), cancel) == 1 ? "recovery-code" : null;
    }

    // A name that nobody has may be a password typed in the wrong field: only its digest is kept.
    private async Task<string?> RefuseAsync(AdminDb db, Account? account, string login, CancellationToken cancel)
    {
        db.Note(new(AuditAction.SignInRefused, "accounts", account?.Id.ToString(), "denied", account is null ? "login:" + audit.Digest("login", login) : null));
        await db.SaveChangesAsync(cancel);
        return null;
    }
}
