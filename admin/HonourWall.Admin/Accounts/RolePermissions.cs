using static HonourWall.Admin.Accounts.Permission;

namespace HonourWall.Admin.Accounts;

/// <summary>Which role may do what: the one table.</summary>
public static class RolePermissions
{
    public static bool Has(Role role, Permission permission) => Of(role).Contains(permission);

    public static IReadOnlyList<Permission> Of(Role role) => role switch
    {
        Role.Clerk =>
        [
            RegistryRead, RegistryWrite, RegistryImport, RegistryExport, RegistryReveal, OrganisationsRead,
            ApplicationsRead, ApplicationsWrite, ApplicationsReveal, ApplicationsExport, RulesRead, RulesPropose,
            DisbursementsRead, DisbursementsWrite, DisbursementsExport, BudgetsRead, BudgetsPropose, StatisticsRead, StatisticsExport,
        ],
        Role.FirstReviewer =>
        [
            RegistryRead, RegistryReveal, OrganisationsRead, ApplicationsRead, ApplicationsFirstReview, ApplicationsReveal, RulesRead,
            DisbursementsRead, DisbursementsReview, DisbursementsStop, DisbursementsCheckAccount, BudgetsRead, StatisticsRead,
        ],
        Role.SecondReviewer =>
        [
            RegistryRead, RegistryReveal, OrganisationsRead, ApplicationsRead, ApplicationsSecondReview, ApplicationsReveal, RulesRead, RulesRelease,
            DisbursementsRead, DisbursementsApprove, DisbursementsStop, DisbursementsCheckAccount, BudgetsRead, BudgetsConfirm, StatisticsRead,
        ],
        Role.Payer => [RegistryRead, RegistryReveal, OrganisationsRead, ApplicationsRead, RulesRead, DisbursementsRead, DisbursementsPay, DisbursementsExport, BudgetsRead, StatisticsRead],
        Role.Reader => [RegistryRead, OrganisationsRead, ApplicationsRead, RulesRead, DisbursementsRead, BudgetsRead, StatisticsRead],
        Role.SystemAdministrator => [OrganisationsRead, OrganisationsWrite, AccountsRead, AccountsManage],
        Role.SecurityAdministrator => [OrganisationsRead, AccountsRead, RolesGrant, SessionsKill],
        Role.AuditAdministrator => [AuditRead],
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>What touches every organisation: only an account of the city itself may do it.</summary>
    public static bool IsForTheCity(Permission permission) => permission is RulesPropose or RulesRelease;

    /// <summary>One of the three administrators (三员).</summary>
    public static bool IsAdministration(this Role role) => role is Role.SystemAdministrator or Role.SecurityAdministrator or Role.AuditAdministrator;

    public static string Word(this Role role) => role switch
    {
        Role.Clerk => "经办",
        Role.FirstReviewer => "初审",
        Role.SecondReviewer => "复审",
        Role.Payer => "出纳",
        Role.Reader => "查询",
        Role.SystemAdministrator => "系统管理员",
        Role.SecurityAdministrator => "安全管理员",
        Role.AuditAdministrator => "审计管理员",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
