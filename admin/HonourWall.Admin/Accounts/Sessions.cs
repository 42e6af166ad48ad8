using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Accounts;

/// <summary>Begins, finds and ends sessions. Every request asks the database: a disabled account or a killed session ends at once.</summary>
public sealed class Sessions(AdminDbFactory databases, AccountPolicy policy, TimeProvider clock)
{
    /// <summary>How exact the idle time is: a session's last use is written at most this often.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(30);

    /// <summary>A new session, tracked but not saved, and the token for its cookie.</summary>
    public (Session Session, string Token) Begin(AdminDb db, Account account, bool secondFactor, string? address, string? userAgent)
    {
        var token = OneTimeCode.NewToken();
        var now = clock.GetUtcNow();
        var session = new Session
        {
            AccountId = account.Id,
            OrganisationPath = account.OrganisationPath,
            TokenDigest = OneTimeCode.Digest(token),
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + policy.Profile.Absolute,
            Address = address,
            UserAgent = userAgent is { Length: > 200 } ? userAgent[..200] : userAgent,
            SecondFactor = secondFactor,
        };
        db.Sessions.Add(session);
        return (session, token);
    }

    /// <summary>Who holds this token; null when the session has ended, was idle for too long, or its account may no longer sign in.</summary>
    /// <param name="use">Whether this counts as using the session.</param>
    public async Task<SignedIn?> FindAsync(string token, string? address, bool use, CancellationToken cancel = default)
    {
        await using var db = databases.Open(Actor.System("session", address));
        var digest = OneTimeCode.Digest(token);
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.TokenDigest == digest, cancel);
        var now = clock.GetUtcNow();
        if (session is null || session.EndedAt is not null || now >= session.ExpiresAt || now - session.LastSeenAt >= policy.Profile.Idle) return null;
        var account = await db.Accounts.AsNoTracking().Include(a => a.Roles).SingleAsync(a => a.Id == session.AccountId, cancel);
        if (account.DisabledAt is not null) return null;
        if (use && now - session.LastSeenAt >= Precision)
        {
            session.LastSeenAt = now;
            await db.SaveChangesAsync(cancel);
        }
        var actor = Actor.Of(account.Id, account.Login, OrganisationPath.Parse(account.OrganisationPath), account.Roles.Select(r => r.Role), address);
        return new(account, session, actor,
            MustChangePassword: policy.Profile.MaximumAge is { } age && now - account.PasswordChangedAt >= age,
            MustSetSecondFactor: policy.SecondFactorRequired && !session.SecondFactor);
    }

    /// <summary>The sessions of an account that still open something, the last used one first.</summary>
    public IQueryable<Session> Live(AdminDb db, Guid accountId)
    {
        var (now, idle) = (clock.GetUtcNow(), clock.GetUtcNow() - policy.Profile.Idle);
        return db.Sessions.AsNoTracking().Where(s => s.AccountId == accountId && s.EndedAt == null && s.LastSeenAt > idle && s.ExpiresAt > now).OrderByDescending(s => s.LastSeenAt).ThenBy(s => s.Id);
    }

    /// <summary>Until when the account is locked; null when it is not, or no longer.</summary>
    public DateTimeOffset? LockOf(Account account) => account.LockedUntil > clock.GetUtcNow() ? account.LockedUntil : null;

    /// <summary>A new token for a session whose owner has just shown who they are; the former one opens nothing any more. Not saved.</summary>
    public static string Renew(Session session)
    {
        var token = OneTimeCode.NewToken();
        session.TokenDigest = OneTimeCode.Digest(token);
        return token;
    }

    /// <summary>Ends the session of a token that a browser held before it signed in again.</summary>
    public async Task EndAsync(string formerToken, string? address, CancellationToken cancel)
    {
        await using var db = databases.Open(Actor.System("session", address));
        var digest = OneTimeCode.Digest(formerToken);
        if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.TokenDigest == digest, cancel) is { } former) await EndAsync(db, former.AccountId, former.Id, cancel: cancel);
    }

    /// <summary>Ends sessions of an account, as far as the actor of <paramref name="db"/> sees it; <paramref name="only"/> limits it to one.</summary>
    public async Task<int> EndAsync(AdminDb db, Guid accountId, Guid? only = null, Guid? except = null, CancellationToken cancel = default)
    {
        var live = await db.Sessions.Where(s => s.AccountId == accountId && s.EndedAt == null && (only == null || s.Id == only) && (except == null || s.Id != except)).ToListAsync(cancel);
        foreach (var session in live)
        {
            session.EndedAt = clock.GetUtcNow();
            db.Note(new(AuditAction.SessionEnded, "sessions", session.Id.ToString()));
        }
        await db.SaveChangesAsync(cancel);
        return live.Count;
    }
}
