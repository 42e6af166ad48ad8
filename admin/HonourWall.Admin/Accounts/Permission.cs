namespace HonourWall.Admin.Accounts;

/// <summary>One thing that an endpoint may ask for; its name is the endpoint's policy.</summary>
public enum Permission
{
    RegistryRead,
    RegistryWrite,
    RegistryImport,
    RegistryExport,
    RegistryReveal,
    ApplicationsRead,
    ApplicationsWrite,
    ApplicationsFirstReview,
    ApplicationsSecondReview,
    ApplicationsReveal,
    ApplicationsExport,
    RulesRead,
    RulesPropose,
    RulesRelease,
    OrganisationsRead,
    OrganisationsWrite,
    AccountsRead,
    AccountsManage,
    RolesGrant,
    SessionsKill,
    AuditRead,
}
