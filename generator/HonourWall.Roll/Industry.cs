namespace HonourWall.Roll;

/// <summary>A trade (行业): 环卫, 公交.</summary>
public sealed record Industry(IndustryId Id, string Name) : SharedRecord;
