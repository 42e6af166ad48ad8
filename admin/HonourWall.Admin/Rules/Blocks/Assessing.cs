using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// One assessment on its way: the blocks read facts and parameters through it, so that each look is on the trace, and leave their sums
/// in it. It lives for one case.
/// </summary>
public sealed class Assessing(CaseFacts facts)
{
    private readonly List<TraceStep> _trace = [];
    private readonly List<TraceFact> _facts = [];
    private readonly List<CitedParameter> _parameters = [];

    /// <summary>The amount so far.</summary>
    public Money Amount { get; set; }

    /// <summary>What a list is made of: festivals, amounts.</summary>
    public List<string> Items { get; } = [];

    public DateOnly? Day => facts.Day;

    public ImmutableArray<TraceStep> Trace => [.. _trace];

    /// <summary>The fact that a pack requires or has a fallback for.</summary>
    public T Get<T>(Fact<T> fact) where T : notnull =>
        TryGet(fact, out var value) ? value : throw new InvalidOperationException($"{fact.Id} is optional and missing; the block must ask with TryGet.");

    public bool TryGet<T>(Fact<T> fact, [MaybeNullWhen(false)] out T value) where T : notnull
    {
        var found = facts.TryGet(fact, out value);
        Note(fact);
        return found;
    }

    /// <summary>The words of a fact that a table compares; empty when it is missing.</summary>
    public ImmutableArray<string> KeysOf(Fact fact)
    {
        var value = facts.Find(fact);
        Note(fact);
        return value is null ? [] : fact.KeysOf(value);
    }

    public bool Has(Fact fact) => facts.Find(fact) is not null;

    /// <summary>The version in force on the case's day; the pack was checked to have one.</summary>
    public T Cite<T>(Parameter<T> parameter) =>
        TryCiteOn(Day, parameter, out var value) ? value : throw new InvalidOperationException($"{parameter.Id} has no version on {Day}.");

    /// <summary>The version in force on another day than the case's.</summary>
    public bool TryCiteOn<T>(DateOnly? day, Parameter<T> parameter, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (parameter.FindOn(day) is not { } version) return false;
        value = version.Value;
        var cited = parameter.Cite(version);
        if (!_parameters.Contains(cited)) _parameters.Add(cited);
        return true;
    }

    /// <summary>Runs one block and puts what it looked at and what it found on the trace.</summary>
    public StepOutcome Run(RuleBlock block)
    {
        var outcome = block.Apply(this);
        _trace.Add(new TraceStep(block.Name, outcome.Passed, outcome.Text, [.. _facts], [.. _parameters]));
        _facts.Clear();
        _parameters.Clear();
        return outcome;
    }

    /// <summary>A finding before or outside every block; it ends the assessment.</summary>
    public void Note(string name, string text)
    {
        _trace.Add(new TraceStep(name, false, text, [.. _facts], [.. _parameters]));
        _facts.Clear();
        _parameters.Clear();
    }

    private void Note(Fact fact)
    {
        var note = new TraceFact(fact.Name, facts.InWords(fact));
        if (!_facts.Contains(note)) _facts.Add(note);
    }
}
