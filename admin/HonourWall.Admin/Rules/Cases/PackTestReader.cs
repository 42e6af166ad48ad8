using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Cases;

/// <summary>
/// Reads the tests beside a pack (<c>fire.tests.yaml</c>): <c>tests: [{ case: …, input: {…}, expected: "2000.00" }]</c>, the inputs in the
/// form of a case.
/// </summary>
public sealed class PackTestReader(RuleBook book, RuleDiagnostics diagnostics)
{
    public ImmutableArray<RuleCase> Read(PackFile file)
    {
        if (YamlNodes.Read(new SourceText(file.Name, file.Text), diagnostics) is not { } document || MapReader.Open(document, diagnostics) is not { } map) return [];
        // A malformed test hides no other.
        ImmutableArray<RuleCase> tests = map.Require("tests") is { } list ? [.. list.Items.Select(ReadTest).OfType<RuleCase>()] : [];
        map.Close();
        return tests;
    }

    private RuleCase? ReadTest(SourceNode node)
    {
        if (MapReader.Open(node, diagnostics) is not { } map) return null;
        var (name, input, expected) = (map.RequireText("case"), map.Require("input"), map.Require("expected"));
        map.Close();
        if (input is null || expected is null || new CaseFactsReader(book, diagnostics).Read(input) is not { } facts) return null;
        return new RuleCase(name, facts, expected.Text, expected.Place);
    }
}
