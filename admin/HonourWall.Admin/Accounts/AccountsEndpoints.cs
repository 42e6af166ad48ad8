using HonourWall.Admin.Data;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Accounts;

/// <summary>
/// Accounts as their administrators see them. The system administrator makes and disables them and issues one-time codes; the security administrator
/// grants roles, unlocks, resets second factors and ends sessions: it takes both to get into someone's account.
/// </summary>
public static class AccountsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/accounts", ListAsync).Requires(Permission.AccountsRead);
        endpoints.MapPost("/accounts/export", ExportAsync).Requires(Permission.AccountsRead);
        endpoints.MapGet("/accounts/new", NewAsync).Requires(Permission.AccountsManage);
        endpoints.MapPost("/accounts/new", CreateAsync).Requires(Permission.AccountsManage);
        endpoints.MapGet("/accounts/{id:guid}", ShowAsync).Requires(Permission.AccountsRead);
        endpoints.MapPost("/accounts/{id:guid}/code", IssueCodeAsync).Requires(Permission.AccountsManage);
        endpoints.MapPost("/accounts/{id:guid}/disable", (Guid id, AdminDb db, AccountDesk desk, Sessions sessions, CancellationToken cancel) => ChangeAsync(id, db, sessions, account => desk.DisableAsync(db, account, cancel), cancel)).Requires(Permission.AccountsManage);
        endpoints.MapPost("/accounts/{id:guid}/enable", (Guid id, AdminDb db, AccountDesk desk, Sessions sessions, CancellationToken cancel) => ChangeAsync(id, db, sessions, account => Done(desk.EnableAsync(db, account, cancel)), cancel)).Requires(Permission.AccountsManage);
        endpoints.MapPost("/accounts/{id:guid}/unlock", (Guid id, AdminDb db, AccountDesk desk, Sessions sessions, CancellationToken cancel) => ChangeAsync(id, db, sessions, account => Done(desk.UnlockAsync(db, account, cancel)), cancel)).Requires(Permission.RolesGrant);
        endpoints.MapPost("/accounts/{id:guid}/second-factor/reset", ResetSecondFactorAsync).Requires(Permission.RolesGrant);
        endpoints.MapPost("/accounts/{id:guid}/roles/{role}/grant", (Guid id, Role role, AdminDb db, AccountDesk desk, Sessions sessions, CancellationToken cancel) => ChangeAsync(id, db, sessions, account => desk.GrantAsync(db, account, role, cancel), cancel)).Requires(Permission.RolesGrant);
        endpoints.MapPost("/accounts/{id:guid}/roles/{role}/revoke", (Guid id, Role role, AdminDb db, AccountDesk desk, Sessions sessions, CancellationToken cancel) => ChangeAsync(id, db, sessions, account => desk.RevokeAsync(db, account, role, cancel), cancel)).Requires(Permission.RolesGrant);
        endpoints.MapPost("/accounts/{id:guid}/sessions/{session:guid}/end", (Guid id, Guid session, AdminDb db, Sessions sessions, CancellationToken cancel) => ChangeAsync(id, db, sessions, async account => await sessions.EndAsync(db, account.Id, session, cancel: cancel) == 1 ? null : "这个会话已经结束。", cancel)).Requires(Permission.SessionsKill);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AdminDb db, CancellationToken cancel)
    {
        var filter = AccountFilter.Read(FilterInput.InAddress(request));
        var number = Paging.Asked(request);
        var accounts = await filter.ApplyAsync(db, cancel);
        var total = await accounts.CountAsync(cancel);
        var rows = await accounts.Skip((number - 1) * Paging.Size).Take(Paging.Size).ToListAsync(cancel);
        return Page.Show<AccountsPage, AccountsPageModel>(new(filter, [.. rows], await NamesAsync(db, rows.Select(a => a.OrganisationId), cancel), new(number, total, n => $"/accounts?{filter.Query()}&page={n}")));
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, ListExport export, CancellationToken cancel)
    {
        var filter = AccountFilter.Read(FilterInput.InForm(request));
        var chosen = await filter.ApplyAsync(db, cancel);
        return await export.SendAsync(request, db, "accounts", filter, await chosen.CountAsync(cancel), async () =>
        {
            var rows = await chosen.ToListAsync(cancel);
            var names = await NamesAsync(db, rows.Select(a => a.OrganisationId), cancel);
            return new(["登录名", "姓名", "工号", "组织", "角色", "状态", "建立时间"],
                [.. rows.Select(a => (string[])[a.Login, a.DisplayName, a.StaffNumber, names.GetValueOrDefault(a.OrganisationId, ""), string.Join("、", a.Roles.Select(r => r.Role.Word())), AccountFilter.Word(a), Beijing.Minute(a.CreatedAt)])]);
        }, cancel);
    }

    private static async Task<IResult> NewAsync(AdminDb db, CancellationToken cancel) => await ShowFormAsync(db, new("", "", "", null, AccountKind.Business), new(), cancel);

    private static async Task<IResult> ShowFormAsync(AdminDb db, NewAccountForm form, FieldErrors errors, CancellationToken cancel)
    {
        var organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.OrganisationPath).ToListAsync(cancel);
        return Page.Show<NewAccountPage, NewAccountPageModel>(new(form, [.. organisations], errors), errors.Any ? 422 : 200);
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, AdminDb db, AccountDesk desk, AdminDbFactory databases, CancellationToken cancel)
    {
        var typed = await request.ReadFormAsync(cancel);
        var form = NewAccountForm.Read(typed);
        var errors = form.Check();
        var organisation = form.OrganisationId is { } id ? await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel) : null;
        if (organisation is null) errors.Add("organisation", "请选择组织。");
        var (evidence, wrongProof, wrongNumber) = IdentityEvidence.Read(typed);
        if (wrongProof is not null) errors.Add("proof", wrongProof);
        if (wrongNumber is not null) errors.Add("proof-number", wrongNumber);
        // Names are unique in the whole city: asked beyond the own subtree, answered with nothing but taken or not.
        await using (var everywhere = databases.Open(Actor.System("unique-names")))
        {
            if (await everywhere.Accounts.AnyAsync(a => a.Login == form.Login, cancel)) errors.Add("login", "这个登录名已被使用。");
            if (await everywhere.Accounts.AnyAsync(a => a.StaffNumber == form.StaffNumber, cancel)) errors.Add("staff-number", "这个工号已有帐号。一个人只能有一个帐号。");
        }
        if (errors.Any || organisation is null || evidence is null) return await ShowFormAsync(db, form, errors, cancel);
        var (account, code) = await desk.CreateAsync(db, organisation, form.Login, form.Name, form.StaffNumber, form.Kind, cancel);
        db.Note(evidence.Note(account.Id));
        await db.SaveChangesAsync(cancel);
        return Page.Show<OneTimeCodePage, OneTimeCodePageModel>(new(account.Id, account.Login, code));
    }

    private static Task<IResult> IssueCodeAsync(HttpRequest request, Guid id, AdminDb db, AccountDesk desk, Sessions sessions, CancellationToken cancel) =>
        IdentifiedAsync(request, id, db, sessions, "自己的密码请在“我的帐号”里修改。", async account =>
            account.DisabledAt is not null ? await ShowAccountAsync(db, sessions, account, "帐号已停用，一次性口令不能用。请先恢复帐号。", cancel)
            : Page.Show<OneTimeCodePage, OneTimeCodePageModel>(new(account.Id, account.Login, await desk.IssueCodeAsync(db, account, cancel))), cancel);

    private static Task<IResult> ResetSecondFactorAsync(HttpRequest request, Guid id, AdminDb db, AccountDesk desk, Sessions sessions, CancellationToken cancel) =>
        IdentifiedAsync(request, id, db, sessions, "自己的动态口令请在“我的帐号”里重新绑定。", async account =>
        {
            await desk.ResetSecondFactorAsync(db, account, cancel);
            return Page.Go($"/accounts/{id}", "saved");
        }, cancel);

    /// <summary>Does something with somebody else's account once it is on record how that person was identified.</summary>
    /// <param name="ownRefusal">What is said to somebody who tries it with the own account.</param>
    private static async Task<IResult> IdentifiedAsync(HttpRequest request, Guid id, AdminDb db, Sessions sessions, string ownRefusal, Func<Account, Task<IResult>> act, CancellationToken cancel)
    {
        var account = await db.Accounts.Include(a => a.Roles).SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (account is null) return Page.NotFound();
        if (account.Id == db.Actor.AccountId) return await ShowAccountAsync(db, sessions, account, ownRefusal, cancel);
        var (evidence, wrongProof, wrongNumber) = IdentityEvidence.Read(await request.ReadFormAsync(cancel));
        if (evidence is null) return await ShowAccountAsync(db, sessions, account, null, cancel, wrongProof, wrongNumber);
        db.Note(evidence.Note(account.Id));
        return await act(account);
    }

    private static async Task<IResult> ShowAsync(Guid id, AdminDb db, Sessions sessions, CancellationToken cancel) =>
        await db.Accounts.AsNoTracking().Include(a => a.Roles).SingleOrDefaultAsync(a => a.Id == id, cancel) is { } account ? await ShowAccountAsync(db, sessions, account, null, cancel) : Page.NotFound();

    private static async Task<IResult> ChangeAsync(Guid id, AdminDb db, Sessions sessions, Func<Account, Task<string?>> change, CancellationToken cancel)
    {
        var account = await db.Accounts.Include(a => a.Roles).SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (account is null) return Page.NotFound();
        return await change(account) is { } wrong ? await ShowAccountAsync(db, sessions, account, wrong, cancel) : Page.Go($"/accounts/{id}", "saved");
    }

    private static async Task<IResult> ShowAccountAsync(AdminDb db, Sessions sessions, Account account, string? refused, CancellationToken cancel, string? wrongProof = null, string? wrongNumber = null)
    {
        var organisations = await NamesAsync(db, [account.OrganisationId], cancel);
        return Page.Show<AccountPage, AccountPageModel>(new(account, organisations.GetValueOrDefault(account.OrganisationId, ""), sessions.LockOf(account), [.. await sessions.Live(db, account.Id).ToListAsync(cancel)], refused, wrongProof, wrongNumber), refused is null && wrongProof is null && wrongNumber is null ? 200 : 422);
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(AdminDb db, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var wanted = ids.Distinct().ToList();
        return await db.Organisations.Where(o => wanted.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
    }

    private static async Task<string?> Done(Task task)
    {
        await task;
        return null;
    }
}
