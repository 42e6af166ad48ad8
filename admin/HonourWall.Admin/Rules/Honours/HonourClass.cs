namespace HonourWall.Admin.Rules.Honours;

/// <summary>A kind of honour as the rules tell them apart (荣誉类别): 区劳动奖章, whatever district conferred it.</summary>
public sealed record HonourClass(string Id, string Title);
