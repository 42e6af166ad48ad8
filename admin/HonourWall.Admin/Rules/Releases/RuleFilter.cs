using HonourWall.Admin.Web;

namespace HonourWall.Admin.Rules.Releases;

/// <summary>What the list of rule packs is narrowed to.</summary>
/// <param name="Text">Part of a name, or the number of a rule.</param>
public sealed record RuleFilter(string Text, FilterInput? Input = null) : ListFilter(Input)
{
    public static RuleFilter Read(FilterInput input) => new(input.Words("q"), input);

    protected override IEnumerable<(string Name, string Value)> Chosen() => [("q", Text)];
}
