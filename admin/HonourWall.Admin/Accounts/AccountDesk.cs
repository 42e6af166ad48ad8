using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Accounts;

/// <summary>What happens to an account from its making to its end. Each method saves; what a person may not do comes back as words for the page.</summary>
public sealed class AccountDesk(Passwords passwords, Sessions sessions, AccountPolicy policy, TimeProvider clock)
{
    /// <summary>Makes an account without rights or password, and the one-time code that activates it.</summary>
    public async Task<(Account Account, string Code)> CreateAsync(AdminDb db, Organisation organisation, string login, string name, string staffNumber, AccountKind kind, CancellationToken cancel = default)
    {
        var account = new Account
        {
            Login = login.Trim().ToLowerInvariant(),
            DisplayName = name.Trim(),
            StaffNumber = staffNumber.Trim(),
            Kind = kind,
            OrganisationId = organisation.Id,
            OrganisationPath = organisation.OrganisationPath,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Accounts.Add(account);
        return (account, await IssueCodeAsync(db, account, cancel));
    }

    /// <summary>A new one-time code; the former one, the password and every session end with it.</summary>
    public async Task<string> IssueCodeAsync(AdminDb db, Account account, CancellationToken cancel = default)
    {
        var code = OneTimeCode.New();
        account.ActivationDigest = OneTimeCode.Digest(code);
        account.ActivationExpiresAt = clock.GetUtcNow() + AccountPolicy.ActivationLife;
        account.PasswordHash = null;
        await sessions.EndAsync(db, account.Id, cancel: cancel);
        return code;
    }

    /// <summary>Gives a role. Three rules stand in the database as well: the kind fits, and one administration role at most.</summary>
    public async Task<string?> GrantAsync(AdminDb db, Account account, Role role, CancellationToken cancel = default)
    {
        var kind = role.IsAdministration() ? AccountKind.Administration : AccountKind.Business;
        if (account.Id == db.Actor.AccountId) return "不能给自己授权。";
        if (account.Kind != kind) return kind == AccountKind.Administration ? "业务帐号不能担任管理员。" : "管理帐号不能担任业务角色。";
        if (account.Roles.Any(r => r.Role == role)) return null;
        if (role.IsAdministration() && account.Roles.Any(r => r.Role.IsAdministration())) return "一个帐号只能担任系统、安全、审计三员中的一员。";
        account.Roles.Add(new() { AccountId = account.Id, Role = role, Kind = account.Kind, OrganisationPath = account.OrganisationPath, GrantedBy = db.Actor.AccountId });
        await db.SaveChangesAsync(cancel);
        return null;
    }

    public async Task<string?> RevokeAsync(AdminDb db, Account account, Role role, CancellationToken cancel = default)
    {
        if (account.Id == db.Actor.AccountId) return "不能收回自己的角色。";
        account.Roles.RemoveAll(r => r.Role == role);
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>Ends the account's sessions and refuses new ones.</summary>
    public async Task<string?> DisableAsync(AdminDb db, Account account, CancellationToken cancel = default)
    {
        if (account.Id == db.Actor.AccountId) return "不能停用自己的帐号。";
        account.DisabledAt = clock.GetUtcNow();
        await sessions.EndAsync(db, account.Id, cancel: cancel);
        return null;
    }

    public async Task EnableAsync(AdminDb db, Account account, CancellationToken cancel = default)
    {
        account.DisabledAt = null;
        await db.SaveChangesAsync(cancel);
    }

    public async Task UnlockAsync(AdminDb db, Account account, CancellationToken cancel = default)
    {
        account.LockedUntil = null;
        account.FailedCount = 0;
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>
    /// Forgets the second factor, after a lost phone, and the password with it: the way back is the way in, with both administrators and what each of them saw
    /// of who it is.
    /// </summary>
    public async Task ResetSecondFactorAsync(AdminDb db, Account account, CancellationToken cancel = default)
    {
        account.TotpSecret = null;
        account.PasswordHash = null;
        account.ActivationDigest = null;
        db.Note(new(AuditAction.SecondFactorChanged, "accounts", account.Id.ToString(), Detail: "reset"));
        await db.Set<RecoveryCode>().Where(c => c.AccountId == account.Id).ExecuteDeleteAsync(cancel);
        await sessions.EndAsync(db, account.Id, cancel: cancel);
    }

    /// <summary>Sets a password of one's own. Null, or what is wrong with it.</summary>
    public async Task<string?> SetPasswordAsync(AdminDb db, Account account, string password, Guid? keepSession, CancellationToken cancel = default)
    {
        if (policy.Refuse(password, account.Login, account.DisplayName, account.StaffNumber) is { } wrong) return wrong;
        var former = await db.Set<FormerPassword>().Where(p => p.AccountId == account.Id).OrderByDescending(p => p.SetAt).Take(policy.Profile.Remembered).ToListAsync(cancel);
        if (passwords.Verify(account.PasswordHash, password) || former.Any(p => passwords.Verify(p.PasswordHash, password))) return "新密码不能与最近用过的相同。";
        account.PasswordHash = passwords.Hash(password);
        account.PasswordChangedAt = clock.GetUtcNow();
        account.ActivationDigest = null;
        account.ActivationExpiresAt = null;
        account.FailedCount = 0;
        account.LockedUntil = null;
        db.Set<FormerPassword>().Add(new() { AccountId = account.Id, OrganisationPath = account.OrganisationPath, PasswordHash = account.PasswordHash, SetAt = clock.GetUtcNow() });
        db.Note(new(AuditAction.PasswordChanged, "accounts", account.Id.ToString()));
        await sessions.EndAsync(db, account.Id, except: keepSession, cancel: cancel);
        return null;
    }

    /// <summary>Stores a second factor that has just been proven, ends the other sessions, and makes ten recovery codes.</summary>
    public async Task<IReadOnlyList<string>> SetSecondFactorAsync(AdminDb db, Account account, Vault vault, string secret, long step, Guid? keepSession = null, CancellationToken cancel = default)
    {
        account.TotpSecret = vault.Seal(Account.TotpField, account.Id, secret);
        account.TotpLastStep = step;
        db.Note(new(AuditAction.SecondFactorChanged, "accounts", account.Id.ToString(), Detail: "set"));
        await sessions.EndAsync(db, account.Id, except: keepSession, cancel: cancel);
        return await RenewRecoveryCodesAsync(db, account, cancel);
    }

    /// <summary>Ten new recovery codes; the former ones no longer work.</summary>
    public static async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(AdminDb db, Account account, CancellationToken cancel = default)
    {
        var codes = Enumerable.Range(0, 10).Select(_ => OneTimeCode.New()).ToList();
        db.Set<RecoveryCode>().RemoveRange(await db.Set<RecoveryCode>().Where(c => c.AccountId == account.Id).ToListAsync(cancel));
        db.Set<RecoveryCode>().AddRange(codes.Select(code => new RecoveryCode { AccountId = account.Id, OrganisationPath = account.OrganisationPath, Digest = OneTimeCode.Digest(code) }));
        await db.SaveChangesAsync(cancel);
        return codes;
    }
}
