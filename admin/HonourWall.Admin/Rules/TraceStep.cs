using System.Collections.Immutable;
using System.Text;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules;

/// <summary>One step of an assessment as a clerk and an auditor read it (审核记录的一步).</summary>
/// <param name="Block">The building block: <c>threshold</c>.</param>
/// <param name="Text">What was compared with what, and what follows, in Chinese.</param>
/// <param name="Facts">Which facts were looked at.</param>
/// <param name="Parameters">Which versions of which parameters, with their basis.</param>
public sealed record TraceStep(
    string Block, bool Passed, string Text, ImmutableArray<TraceFact> Facts, ImmutableArray<CitedParameter> Parameters)
{
    /// <summary>The step as paragraphs: the finding, the facts, then one line for each parameter with its version and article.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Passed ? "✓ " : "✗ ").Append(Text);
        if (Facts.Length > 0) text.Append("\n    事实：").AppendJoin('；', Facts);
        foreach (var parameter in Parameters) text.Append("\n    参数：").Append(parameter);
        return text.ToString();
    }
}

/// <summary>A fact by its Chinese name, and its value in words.</summary>
public sealed record TraceFact(string Name, string Value)
{
    public override string ToString() => $"{Name} {Value}";
}
