namespace HonourWall.Admin.Accounts;

/// <summary>One thing that an endpoint may ask for; its name is the endpoint's policy.</summary>
public enum Permission
{
    RegistryRead,
    RegistryWrite,
    RegistryImport,
    RegistryExport,
    RegistryReveal,
    OrganisationsRead,
    OrganisationsWrite,
    AccountsRead,
    AccountsManage,
    RolesGrant,
    SessionsKill,
    AuditRead,
}
