namespace HonourWall.Admin.Statistics;

/// <summary>What was paid for one kind in one year, or a total: how many persons (人数), how many times (人次), how much.</summary>
public sealed record StatisticsCell(int Persons, int Visits, Money Amount)
{
    public static StatisticsCell None { get; } = new(0, 0, Money.Zero);
}
