using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Parameters;

/// <summary>A type of parameter: how its value is read from a pack, and how a list says it.</summary>
/// <param name="Read">False after a diagnostic.</param>
/// <param name="InBrief">How a trace says it where the whole would be too long there; the step's text then quotes what matters.</param>
public sealed record ParameterKind<T>(string Name, ParameterKind<T>.Reader Read, Func<T, string> InWords, Func<T, string>? InBrief = null)
{
    public delegate bool Reader(SourceNode node, HonourClasses honours, RuleDiagnostics diagnostics, out T value);
}
