namespace HonourWall.Admin.Protection;

/// <summary>What a protected field holds; decides how it is masked.</summary>
public enum SensitiveKind
{
    IdNumber,
    Mobile,
    BankCard,
    Address,
    Health,
    Family,
    Income,

    /// <summary>A secret of the program, such as a TOTP key: never shown, not even masked.</summary>
    Secret,
}
