namespace HonourWall.Admin.Accounts;

/// <summary>An account administers or works with data, never both; fixed when it is made.</summary>
public enum AccountKind
{
    /// <summary>业务.</summary>
    Business,

    /// <summary>管理 (三员).</summary>
    Administration,
}
