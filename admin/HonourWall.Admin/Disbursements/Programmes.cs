namespace HonourWall.Admin.Disbursements;

/// <summary>The union's words for the programmes, what each is paid for within a year, and which rule pack opens it.</summary>
public static class Programmes
{
    public static IReadOnlyList<Programme> All { get; } = Enum.GetValues<Programme>();

    public static string Word(this Programme programme) => programme switch
    {
        Programme.Festival => "三节补助",
        Programme.SpringGift => "春节慰问金",
        Programme.Hardship => "生活困难补助金",
        Programme.SpecialHardship => "特殊困难帮扶金",
        Programme.Applications => "救助申请",
        _ => throw new ArgumentOutOfRangeException(nameof(programme)),
    };

    /// <summary>Nobody is paid twice for the same purpose of the same programme in a year.</summary>
    public static IReadOnlyList<string> Purposes(this Programme programme) => programme == Programme.Festival ? ["春节", "五一", "十一"] : [WholeYear];

    public const string WholeYear = "全年";

    /// <summary>Paid as a line less the person's own monthly income, up to a cap; otherwise everybody gets the same.</summary>
    public static bool IsBelowLine(this Programme programme) => programme is Programme.Hardship or Programme.SpecialHardship;

    /// <summary>The benefit that the rule packs are asked about; applications were assessed when they were decided.</summary>
    public static string? Benefit(this Programme programme) => programme switch
    {
        Programme.Festival => "festival-payments",
        Programme.Applications => null,
        _ => "three-funds",
    };
}
