using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Accounts;

/// <summary>What the list of accounts is narrowed to.</summary>
/// <param name="Text">Part of a sign-in name or a name, or a whole 工号.</param>
/// <param name="State"><c>active</c>, <c>waiting</c> or <c>disabled</c>; empty for all.</param>
public sealed record AccountFilter(string Text, Role? Role, string State, Guid? Organisation, FilterInput? Input = null) : ListFilter(Input)
{
    public static IReadOnlyList<(string Value, string Word)> States { get; } = [("active", "启用"), ("waiting", "待启用"), ("disabled", "已停用")];

    public static AccountFilter Read(FilterInput input) => new(
        input.Words("q"),
        input.Choice<Role>("role"),
        input.Choice("state", States.Select(s => s.Value)),
        input.Id("organisation"), input);

    public async Task<IQueryable<Account>> ApplyAsync(AdminDb db, CancellationToken cancel)
    {
        var accounts = Rows(db.Accounts.AsNoTracking().Include(a => a.Roles));
        if (Text.Length > 0) accounts = accounts.Where(a => a.Login.Contains(Text) || a.DisplayName.Contains(Text) || a.StaffNumber == Text);
        if (Role is { } role) accounts = accounts.Where(a => a.Roles.Any(r => r.Role == role));
        accounts = State switch
        {
            "active" => accounts.Where(a => a.DisabledAt == null && a.PasswordHash != null),
            "waiting" => accounts.Where(a => a.DisabledAt == null && a.PasswordHash == null),
            "disabled" => accounts.Where(a => a.DisabledAt != null),
            _ => accounts,
        };
        // Seen through the scope: someone else's organisation narrows the list to nothing.
        if (Organisation is { } id) accounts = accounts.Below(await db.Organisations.Where(o => o.Id == id).Select(o => o.OrganisationPath).SingleOrDefaultAsync(cancel) ?? "none");
        return accounts.OrderBy(a => a.Login);
    }

    protected override IEnumerable<(string Name, string Value)> Chosen() => [("q", Text), ("role", Role?.ToString() ?? ""), ("state", State), ("organisation", Organisation?.ToString() ?? "")];

    public static string Word(Account account) => account.DisabledAt is not null ? "已停用" : account.PasswordHash is null ? "待启用" : "启用";
}
