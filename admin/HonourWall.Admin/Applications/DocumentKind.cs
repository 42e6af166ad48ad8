namespace HonourWall.Admin.Applications;

/// <summary>What a document proves. The names are stored.</summary>
public enum DocumentKind
{
    /// <summary>身份和荣誉证明.</summary>
    Identity,

    /// <summary>诊断证明、伤残证明.</summary>
    Medical,

    /// <summary>费用票据和结算单.</summary>
    Expense,

    /// <summary>事故、火灾证明.</summary>
    Accident,

    /// <summary>家属关系、收入证明.</summary>
    Family,

    /// <summary>其他.</summary>
    Other,
}
