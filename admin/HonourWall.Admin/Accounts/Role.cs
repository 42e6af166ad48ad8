namespace HonourWall.Admin.Accounts;

/// <summary>What an account is for. The three administrators (三员) exclude each other and every role that touches benefits.</summary>
public enum Role
{
    /// <summary>经办: keeps the registry, takes in applications.</summary>
    Clerk,

    /// <summary>初审.</summary>
    FirstReviewer,

    /// <summary>复审.</summary>
    SecondReviewer,

    /// <summary>出纳 / 付款.</summary>
    Payer,

    /// <summary>查询.</summary>
    Reader,

    /// <summary>系统管理员: organisations and accounts, no rights and no data.</summary>
    SystemAdministrator,

    /// <summary>安全管理员: rights, locks, sessions.</summary>
    SecurityAdministrator,

    /// <summary>审计管理员: reads the audit.</summary>
    AuditAdministrator,
}
