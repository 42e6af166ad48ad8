namespace HonourWall.Admin.Disbursements;

/// <summary>What a cycle pays (发放项目).</summary>
public enum Programme
{
    /// <summary>三节补助.</summary>
    Festival,

    /// <summary>三金之一: 春节慰问金.</summary>
    SpringGift,

    /// <summary>三金之一: 生活困难补助金.</summary>
    Hardship,

    /// <summary>三金之一: 特殊困难帮扶金.</summary>
    SpecialHardship,

    /// <summary>Approved 救助 applications.</summary>
    Applications,
}
