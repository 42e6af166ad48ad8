using HonourWall.Admin.Rules.Honours;

namespace HonourWall.Admin.Rules.Facts;

/// <summary>An award that a check asks about, by its name; without a class where the table does not know it.</summary>
public sealed record NamedAward(string Name, HonourClass? Class);
