using HonourWall.Admin.Accounts;

namespace HonourWall.Admin.Web;

/// <summary>The main menu: each entry shows to those who may use it.</summary>
public static class Menu
{
    public static IReadOnlyList<(string Address, string Word, Permission Permission)> Entries { get; } =
    [
        ("/persons", "档案", Permission.RegistryRead),
        ("/applications", "救助", Permission.ApplicationsRead),
        ("/rules", "规则", Permission.RulesRead),
        ("/cycles", "发放", Permission.DisbursementsRead),
        ("/budgets", "预算", Permission.BudgetsRead),
        ("/statistics", "统计", Permission.StatisticsRead),
        ("/organisations", "组织", Permission.OrganisationsRead),
        ("/accounts", "帐号", Permission.AccountsRead),
        ("/audit", "审计", Permission.AuditRead),
    ];

    /// <summary>Whether a page belongs to the entry with this address: payments and the bank's files belong to 发放.</summary>
    public static bool Holds(string address, string path) =>
        path.StartsWith(address, StringComparison.Ordinal) || (address == "/cycles" && (path.StartsWith("/disbursements", StringComparison.Ordinal) || path.StartsWith("/bank-", StringComparison.Ordinal)));
}
