using HonourWall.Admin.Accounts;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Operations;

/// <summary>What a server does before it listens: schema, comparison with the anchor, and at the very first start the city and its three administrators.</summary>
public static class FirstStart
{
    private static readonly (string Login, string Name, Role Role)[] Administrators =
    [
        ("system", "系统管理员", Role.SystemAdministrator),
        ("security", "安全管理员", Role.SecurityAdministrator),
        ("audit", "审计管理员", Role.AuditAdministrator),
    ];

    /// <returns>Whether the people are invented.</returns>
    /// <exception cref="OperationException">The database is older than its anchor, or real and asked to be a demonstration.</exception>
    public static async Task<bool> PrepareAsync(Room room, bool demo, TextWriter output, CancellationToken cancel)
    {
        room.Folder.EmptyWork();
        foreach (var line in await room.MigrateAsync(cancel: cancel)) await output.WriteLineAsync(line);
        await using var db = room.Databases.Open(Actor.System("start"));
        if (await room.Anchor.CompareAsync(db, cancel) is { } wrong)
            throw new OperationException(wrong + Environment.NewLine + "查明原因前不启动。确属有意恢复的，运行：honourwall-admin audit accept --reason 原因");

        var empty = !await db.Organisations.AnyAsync(cancel);
        if (empty)
        {
            db.Organisations.Add(new() { Name = demo ? "示例市总工会" : "市总工会", Level = OrganisationLevel.City, OrganisationPath = OrganisationPath.Root.Value });
            await db.SaveChangesAsync(cancel);
            await room.SetAsync("demo", demo ? "yes" : "no", cancel);
        }
        var isDemo = await room.SettingAsync("demo", cancel) == "yes";
        if (demo && !isDemo) throw new OperationException("这个数据文件夹里是真实数据，不能用作演示。请用 --data 另选一个文件夹。");
        db.Note(new(AuditAction.Started, "server"));
        await db.SaveChangesAsync(cancel);
        if (isDemo) await DemoData.FillAsync(room, output, cancel);
        else await InviteAdministratorsAsync(room, db, output, cancel);
        return isDemo;
    }

    // Codes come from a system administrator: while none can sign in, each start gives them to the administrators who wait. They are read from the console, and a
    // lost one does no harm.
    private static async Task InviteAdministratorsAsync(Room room, AdminDb db, TextWriter output, CancellationToken cancel)
    {
        if (await db.Accounts.AnyAsync(a => a.PasswordHash != null && a.DisabledAt == null && a.Roles.Any(r => r.Role == Role.SystemAdministrator), cancel)) return;
        var desk = room.Desk();
        var city = await db.Organisations.SingleAsync(o => o.ParentId == null, cancel);
        foreach (var (login, name, role) in Administrators)
        {
            if (await db.Accounts.AnyAsync(a => a.Login == login, cancel)) continue;
            var (account, _) = await desk.CreateAsync(db, city, login, name, login, AccountKind.Administration, cancel);
            await desk.GrantAsync(db, account, role, cancel);
        }
        await output.WriteLineAsync("没有能登录的系统管理员。请下面的管理员各在 /activate 用自己的一次性口令设置密码（24 小时内有效）：");
        foreach (var account in await db.Accounts.Where(a => a.Kind == AccountKind.Administration && a.PasswordHash == null && a.DisabledAt == null && a.Roles.Count > 0).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(cancel))
            await output.WriteLineAsync($"  {account.Login,-10} {await desk.IssueCodeAsync(db, account, cancel)}");
    }
}
