using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Facts;

/// <summary>A type of fact: how it is read from a case, how a trace says it, and by which words a table finds it.</summary>
/// <param name="Read">False after a diagnostic.</param>
/// <param name="Keys">The words that a column of a <see cref="Parameters.RuleTable"/> is compared with; null when no table can hold it.</param>
/// <param name="KnownKeys">All such words, where they are known.</param>
public sealed record FactKind<T>(
    string Name, FactKind<T>.Reader Read, Func<T, string> InWords, Func<T, ImmutableArray<string>>? Keys = null,
    Func<HonourClasses, IEnumerable<string>>? KnownKeys = null)
{
    /// <summary>The words that a form offers.</summary>
    public ImmutableArray<FactChoice> Choices { get; init; } = [];

    /// <summary>Other words than <see cref="Choices"/> may stand there.</summary>
    public bool HasOthers { get; init; }

    public delegate bool Reader(SourceNode node, FactContext context, RuleDiagnostics diagnostics, out T value);
}

/// <summary>One word of a closed list, as a case writes it, and its Chinese.</summary>
public sealed record FactChoice(string Value, string Word);

/// <summary>What reading a fact needs to know besides the text: the classes of honours and the benefits that exist.</summary>
public sealed record FactContext(HonourClasses Honours, ImmutableArray<string> Benefits);
