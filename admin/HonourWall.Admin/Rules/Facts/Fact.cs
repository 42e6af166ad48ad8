using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Facts;

/// <summary>One fact that a rule asks about a case (事实): its key, its Chinese name, its type.</summary>
/// <param name="Optional">It may be missing; a block that needs it then says what it concludes.</param>
/// <param name="Fallback">Where the value comes from when the case does not state it.</param>
public abstract record Fact(string Id, string Name, ContentPlace Place, bool Optional, FactFallback? Fallback)
{
    public abstract string KindName { get; }

    /// <summary>Whether a table can have a column of it.</summary>
    public abstract bool HasKeys { get; }

    /// <summary>Every word that a table may have in such a column; null when any may stand there.</summary>
    public abstract IEnumerable<string>? KnownKeys(HonourClasses honours);

    public abstract bool TryRead(SourceNode node, FactContext context, RuleDiagnostics diagnostics, [NotNullWhen(true)] out object? value);

    public abstract string InWords(object value);

    public abstract ImmutableArray<string> KeysOf(object value);
}

/// <inheritdoc cref="Fact"/>
public sealed record Fact<T>(string Id, string Name, ContentPlace Place, FactKind<T> Kind, bool Optional, FactFallback? Fallback)
    : Fact(Id, Name, Place, Optional, Fallback) where T : notnull
{
    public override string KindName => Kind.Name;

    public override bool HasKeys => Kind.Keys is not null;

    public override IEnumerable<string>? KnownKeys(HonourClasses honours) => Kind.KnownKeys?.Invoke(honours);

    public override bool TryRead(SourceNode node, FactContext context, RuleDiagnostics diagnostics, [NotNullWhen(true)] out object? value)
    {
        var read = Kind.Read(node, context, diagnostics, out var typed);
        value = read ? typed : null;
        return read;
    }

    public override string InWords(object value) => Kind.InWords((T)value);

    public override ImmutableArray<string> KeysOf(object value) => Kind.Keys?.Invoke((T)value) ?? [];
}
