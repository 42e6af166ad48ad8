using HonourWall.Admin.Rules.Facts;

namespace HonourWall.Admin.Rules.Cases;

/// <summary>One case to assess (案例): its name, its facts, and what is expected where that is known.</summary>
/// <param name="Place">Where the case stands in its file.</param>
public sealed record RuleCase(string Name, CaseFacts Facts, string? Expected, ContentPlace Place)
{
    public Assessment Assess() => Facts.Pack.Assess(Facts);
}
